"""The published tables that the reference numbers belong to, as counts of histories in the order of their lists."""

from pathlib import Path

from tabara.methods.prevalence import CaptureTable, capture_table
from tabara.methods.prevalence.capture import Floats
from tabara.methods.prevalence.selection import read_resamples

COUNTS = {
    "Artificial_3": ("A B C", "100:40 010:30 001:20 110:6"),
    "Korea": ("b c d", "001:41 010:5 100:5 110:54 101:6 111:12"),
    "Kosovo": (
        "EXH ABA OSCE HRW",
        (
            "1000:1131 0100:845 0010:936 0001:306 1100:177 1010:228 1001:106 0110:217 0101:31 0011:123 1110:181 "
            "1101:18 1011:42 0111:32 1111:27"
        ),
    ),
    "UKdat": (
        "LA NG PF GO GP NCA",
        (
            "100000:54 010000:463 001000:907 000100:695 000010:316 000001:57 110000:15 101000:19 100100:3 011000:56 "
            "010100:19 010010:1 010001:3 001100:69 001010:10 001001:31 000110:8 000101:6 000011:1 111000:1 110100:1 "
            "011100:4 011001:3 001101:1 111100:1"
        ),
    ),
    "UKdat_5": (
        "LA NG PFNCA GO GP",
        (
            "10000:54 01000:463 00100:995 00010:695 00001:316 11000:15 10100:19 10010:3 01100:62 01010:19 01001:1 "
            "00110:76 00101:11 00011:8 11100:1 11010:1 01110:4 11110:1"
        ),
    ),
    "UKdat_4": (
        "LA NG PFNCA GO",
        (
            "1000:54 0100:464 0010:1006 0001:703 1100:15 1010:19 1001:3 0110:62 0101:19 0011:76 1110:1 1101:1 0111:4 "
            "1111:1"
        ),
    ),
    # As the vignette of MultipleSystemsEstimation prints them: 186 people in New Orleans, where the paper had 185.
    "NewOrl": (
        "A B C D E F G H",
        (
            "10000000:25 01000000:5 00100000:70 00010000:33 00001000:6 00000100:6 00000010:6 00000001:21 10100000:1 "
            "10010000:2 10001000:1 00110000:2 00101000:1 00011000:2 10011000:1 01000100:1 00100010:1 10100010:1 "
            "00001001:1"
        ),
    ),
    "NewOrl_5": (
        "A B C D E",
        (
            "10000:25 01000:24 11000:1 00100:70 10100:1 01100:2 11100:1 00010:33 10010:2 01010:2 11010:1 00110:2 "
            "00001:21 01001:1"
        ),
    ),
    "Western": (
        "A B C D E",
        "10000:52 01000:90 00100:114 00010:45 00001:21 10100:4 01100:6 10010:2 01010:1 10001:5 00011:3 01110:1 10101:1",
    ),
    "Ned": (
        "I K O P R Z",
        (
            "101100:4 101000:1 100101:4 100100:18 100010:3 100001:16 100000:352 011000:1 010100:44 010001:4 "
            "010000:1299 001110:2 001101:7 001100:59 001010:2 001001:57 001000:403 000111:1 000110:82 000101:125 "
            "000100:4466 000011:2 000010:650 000001:632"
        ),
    ),
    "Ned_5": (
        "IO K P R Z",
        (
            "10000:756 01000:1299 00100:4466 00010:650 00001:632 11000:1 10100:81 10010:5 10001:73 01100:44 01001:4 "
            "00110:82 00101:125 00011:2 10110:2 10101:11 00111:1"
        ),
    ),
}


def published(name: str) -> CaptureTable:
    """Give a published table."""
    lists, counts = COUNTS[name]
    pairs = (one.split(":") for one in counts.split())
    return capture_table(lists.split(), {tuple(map(int, history)): int(count) for history, count in pairs})


def as_csv(table: CaptureTable) -> str:
    """Write a table as the CSV that it can be read from."""
    rows = [
        ",".join([*("1" if history >> at & 1 else "0" for at in range(len(table.lists))), str(count)])
        for history, count in zip(table.histories, table.counts, strict=True)
    ]
    return "\n".join([",".join([*table.lists, "count"]), *rows, ""])


def resamples(name: str) -> Floats:
    """Give the thousand resamples that R drew of a published table with `set.seed(1234)`."""
    return read_resamples(published(name), (Path(__file__).parent / "resamples" / f"{name}.csv").read_text())
