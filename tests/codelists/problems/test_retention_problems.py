"""What can be wrong with retention.toml, and what its terms say."""

from datetime import date

import pytest

from tabara.codelists import Term, load_pack, months_later
from tests.codelists.smallpack import problems
from tests.house.tree import ROOT

TERM = """[draft]
days = 30
source = "Own term"
title = { en = "Drafts", fr = "Brouillons" }
basis = { en = "Nothing was registered.", fr = "Rien n’a été enregistré." }
"""


def test_a_term_that_stands_is_read(tmp_path):
    assert problems(tmp_path, {"retention.toml": TERM}) == []


@pytest.mark.parametrize("length", ["", "days = 30\nmonths = 1", "days = 0", 'days = "many"'])
def test_t501_a_term_that_does_not_say_how_long(tmp_path, length):
    assert problems(tmp_path, {"retention.toml": TERM.replace("days = 30", length)}) == [
        (
            "T501 retention.toml, line 1: “draft” must say how long in exactly one way: days, months, "
            "years_after_majority, or keep = true."
        )
    ]


def test_t502_a_term_without_a_source(tmp_path):
    assert problems(tmp_path, {"retention.toml": TERM.replace("Own term", "")}) == [
        "T502 retention.toml, line 1: “draft” has no source; name the law or the decision it comes from."
    ]


@pytest.mark.parametrize(
    ("since", "months", "ends"),
    [
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 3, 2), 24, date(2026, 3, 2)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(since, months, ends):
    assert months_later(since, months) == ends


def test_what_is_kept_never_ends():
    assert Term("audit", {}, {}, "", keep=True).ends(date(2024, 1, 1)) is None


@pytest.mark.parametrize("name", ["bi", "demo"])
def test_each_country_has_a_term_for_each_kind_with_its_ground_in_every_language(name):
    pack = load_pack(ROOT / "packs" / name)
    assert set(pack.retention) == {
        "alert",
        "closed_case",
        "closed_case_of_a_child",
        "told_in_closed_case",
        "told_in_closed_case_of_a_child",
        "not_a_victim",
        "draft",
        "focal_point",
        "approval",
        "door",
        "audit",
    }
    assert [kind for kind, term in pack.retention.items() if set(term.basis) != set(pack.languages)] == []
