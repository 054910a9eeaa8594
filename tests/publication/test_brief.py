"""The brief of a meeting: one page, in each language, with figures that the public rule lets out."""

import datetime as dt
import io
from typing import Any

import pytest
from pypdf import PdfReader

from tabara.partnership import operations
from tabara.publication.brief import brief, figures_of_brief, render
from tests.factories import NOW, TODAY, make_member, register
from tests.marts import built, folder, worker
from tests.partnership.commission import called, decided, groups, presence

__all__ = ["built", "folder", "worker"]
pytestmark = pytest.mark.django_db(databases="__all__")


def text(pdf: bytes) -> str:
    """Return the words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture
def keeper() -> Any:
    return make_member("secretariat")


def test_it_says_what_is_late_what_comes_and_the_agenda(keeper: Any, built: Any) -> None:
    earlier = called(keeper, on=TODAY - dt.timedelta(days=40))
    presence(keeper, earlier, groups(keeper, 1), ("present",))
    decided(keeper, earlier, words="Print the forms.", due_on=TODAY - dt.timedelta(days=1))
    decided(keeper, earlier, words="Train the border posts.", due_on=TODAY + dt.timedelta(days=10))
    decided(keeper, earlier, words="Far away.", due_on=TODAY + dt.timedelta(days=90))
    meeting = called(keeper, on=TODAY + dt.timedelta(days=2))
    operations.add_item(by=keeper, at=NOW, meeting=meeting, kind="plan", title="Two shelters")
    told = brief(by=keeper, meeting=meeting, figures=figures_of_brief(built(), TODAY), language="en", on=TODAY)
    assert [one.words for one in told.late] == ["Print the forms."]
    assert [one.words for one in told.soon] == ["Train the border posts."]
    assert told.agenda == ("Figures of the month", "What was decided before", "Two shelters")


def test_a_count_below_ten_is_withheld_and_never_a_zero(keeper: Any, worker: Any, built: Any) -> None:
    for nth in range(3):
        register(worker, given=f"Anna{nth}", opened_on=dt.date(2025, 12, 31))
    figures = figures_of_brief(built(), TODAY)
    told = brief(by=keeper, meeting=called(keeper), figures=figures, language="en", on=TODAY)
    line = next(one for one in told.figures if one.label == "People registered")
    assert (line.last, line.withheld[1]) == ("withheld", True)


def test_its_figures_are_of_the_last_quarter_that_is_over_beside_the_one_before(
    keeper: Any, worker: Any, built: Any
) -> None:
    for day, many in ((dt.date(2025, 9, 30), 11), (dt.date(2025, 10, 1), 12), (TODAY, 30)):
        for nth in range(many):
            register(worker, given=f"Anna{nth}", opened_on=day)
    told = brief(by=keeper, meeting=called(keeper), figures=figures_of_brief(built(), TODAY), language="en", on=TODAY)
    assert told.columns == ("July – September 2025", "October – December 2025")
    line = next(one for one in told.figures if one.label == "People registered")
    assert (line.before, line.last) == ("11", "12")
    assert "Figures of the last quarter that is over" in text(render(told, language="en", on=TODAY))


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Brief for the meeting of"), ("fr", "Note pour la réunion du"), ("rn", "Incamake"), ("sw", "Muhtasari")],
)
def test_it_is_one_accessible_page_in_each_language(keeper: Any, built: Any, language: str, title: str) -> None:
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 1), ("present",))
    for nth in range(12):
        decided(keeper, meeting, words=f"Decision {nth}: " + "something long to do " * 4, due_on=TODAY)
    told = brief(
        by=keeper,
        meeting=meeting,
        figures=figures_of_brief(built(), TODAY),
        language=language,
        on=TODAY + dt.timedelta(days=1),
    )
    pdf = render(told, language=language, on=TODAY)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    assert title in text(pdf)
    assert render(told, language=language, on=TODAY) == pdf


def test_without_figures_it_says_so(keeper: Any) -> None:
    told = brief(by=keeper, meeting=called(keeper), figures=None, language="fr", on=TODAY)
    assert "Aucun chiffre" in text(render(told, language="fr", on=TODAY))
