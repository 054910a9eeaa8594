"""The reports of every pack: what they ask to be printed can be printed."""

from itertools import chain
from pathlib import Path

import pytest

from tabara.codelists import load_pack

PACKS = Path(__file__).resolve().parents[2] / "packs"
KINDS = {"big", "split", "shares", "bars", "statement", "text"}
WRITTEN = ("en", "fr")


def reports():
    for folder in sorted(PACKS.iterdir()):
        for name, report in load_pack(folder).reports.items():
            yield pytest.param(report, id=f"{folder.name}/{name}")


REPORTS = list(reports())


@pytest.mark.parametrize("report", REPORTS)
def test_every_block_is_of_a_kind_that_can_be_set(report):
    assert {block["kind"] for block in report.get("block", ())} <= KINDS


@pytest.mark.parametrize("report", REPORTS)
def test_every_text_is_written_in_french_and_english(report):
    titles = [report["title"], *(block["title"] for block in report.get("block", ()) if "title" in block)]
    assert [title for title in titles if not all(title.get(language) for language in WRITTEN)] == []
    asked = [block["text"] for block in report.get("block", ()) if block["kind"] == "text"]
    for language in WRITTEN:
        assert sorted(report.get("text", {}).get(language, {})) == sorted(asked)


@pytest.mark.parametrize("report", REPORTS)
def test_every_line_is_shown_and_every_figure_shown_has_a_line(report):
    if "line" not in report or "block" not in report:
        pytest.skip("lines or blocks are left to the default")
    blocks = [[*block.get("lead", ()), *block.get("refs", ())] for block in report["block"]]
    assert sorted(chain.from_iterable(blocks)) == sorted(line["ref"] for line in report["line"])
