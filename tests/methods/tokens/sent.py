"""What a linkage unit sends to a study, small: eleven people on three lists, the account, the numbers, the pairs."""

import json
from typing import Any

from tabara.methods.linkage import tokens
from tabara.methods.linkage.tokens import Link, Linked

ON = ("A", "B", "A", "B", "A", "C", "B", "C", "A", "A", "B", "C", "C", "A", "B")
LINKS = (Link(0, 1, 0.97), Link(2, 3, 0.8), Link(4, 5, 0.9), Link(6, 7, 0.6), Link(8, 10, 0.4), Link(9, 11, 0.1))
LINKED = Linked(ON, tokens.people_of(len(ON), LINKS), LINKS)
NUMBERS = [f"number{at:02}" for at in range(len(ON))]

CAPTURE = tokens.capture_csv(LINKED.histories)
STUDY = tokens.study_csv(LINKED, NUMBERS)
PAIRS = tokens.pairs_csv(LINKED, NUMBERS)


def account(**other: Any) -> str:
    """Return the account, as the unit writes it, with something otherwise."""
    told = {
        "project": "Who is hidden",
        "round": 2,
        "key": "11111 22222 33333 44444 55555",
        "normaliser": "1.2-abc",
        "scheme": "match-keys",
        "threshold": 0.5,
        "least": 0,
        "records": {name: ON.count(name) for name in "ABC"},
        "left_out": {"A": {"no": 12, "not_asked": 3}, "B": {"no": 0, "not_asked": 0}, "C": {"no": 1, "not_asked": 40}},
        "histories": [{"lists": sorted(one), "people": many} for one, many in LINKED.histories.items()],
        "withheld": False,
    }
    return json.dumps({**told, **other})
