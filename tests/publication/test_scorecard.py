"""The scorecard on paper: the lights of the page, figures that the public rule lets out, the same bytes twice."""

import datetime as dt
from typing import Any

import pytest

from tabara.interfaces.web.planprint import paper
from tabara.publication.scorecard import card, render
from tests.factories import TODAY, make_member, register
from tests.marts import built, folder, worker
from tests.partnership.plans import FIRST, SECOND, loaded, owner
from tests.publication.paper import read, text_of

__all__ = ["built", "folder", "worker"]
pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper() -> Any:
    found = make_member("secretariat")
    owner(found)
    return found


def printed(keeper: Any, mart: Any, language: str = "en") -> bytes:
    whole = card(by=keeper, mart=mart, on=TODAY)
    assert whole is not None
    return render(paper(whole, mart=mart, language=language), language=language, on=TODAY)


def test_a_count_below_ten_is_withheld_on_paper_too(keeper: Any, worker: Any, built: Any) -> None:
    for nth in range(3):
        register(worker, given=f"Anna{nth}", opened_on=TODAY)
    loaded(keeper, {**FIRST, "Indicator": "persons_registered", "Progress": "Under way", f"Target {TODAY.year}": 40})
    told = text_of(printed(keeper, built()))
    assert "cannot be computed" in told
    assert "The figure is withheld to protect people. That does not mean zero." in told


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "Page 1 of"), ("fr", "Page 1 sur"), ("rn", "Urupapuro 1 kuri"), ("sw", "Ukurasa 1 kati")],
)
def test_it_is_printed_in_each_language_the_same_each_time(keeper: Any, language: str, word: str) -> None:
    loaded(
        keeper, *({**SECOND, "Activity no.": f"2.1.{nth}", "Activity": "Visit a place " * 5} for nth in range(1, 40))
    )
    once = printed(keeper, None, language)
    assert printed(keeper, None, language) == once
    assert len(read(once).pages) > 1
    assert word in text_of(once)


def test_what_a_workbook_says_is_printed_as_it_stands_and_never_read_as_markup(keeper: Any) -> None:
    loaded(keeper, {**SECOND, "Activity": "#panic() *bold* $x$ <script>", "Ends on": dt.date(2026, 12, 31)})
    assert "#panic() *bold* $x$ <script>" in text_of(printed(keeper, None))
