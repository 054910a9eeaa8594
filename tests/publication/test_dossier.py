"""The dossier of a year: what is known and lacking, what was done, and figures with their caveats."""

import datetime as dt
import io
from typing import Any

import pytest
from pypdf import PdfReader

from tabara import codelists
from tabara.partnership import operations, queries
from tabara.publication.dossier import dossier, render, target_lines
from tabara.publication.typesetting import Words
from tests.factories import NOW, TODAY, make_member, register
from tests.marts import built, folder, worker
from tests.partnership.commission import called, decided, groups, presence
from tests.partnership.outside import recommended, shown, taken_up, told

__all__ = ["built", "folder", "worker"]
pytestmark = pytest.mark.django_db(databases="__all__")
YEAR = TODAY.year


def text(pdf: bytes) -> str:
    """Return the words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture
def keeper() -> Any:
    return make_member("secretariat")


def mirror() -> Any:
    return codelists.pack().reviews.review("mirror")


def of_year(keeper: Any, mart: Any = None, *, about: Any = None, language: str = "en", year: int = YEAR) -> Any:
    return dossier(by=keeper, about=about or mirror(), year=year, mart=mart, language=language, on=TODAY)


def test_it_says_what_was_recommended_decided_done_and_shown(keeper: Any) -> None:
    row, meeting = recommended(keeper), called(keeper)
    presence(keeper, meeting, groups(keeper, 1), ("present",))
    operations.tie_answer(by=keeper, at=NOW, recommendation=row, decision=decided(keeper, meeting))
    operations.tie_answer(by=keeper, at=NOW, recommendation=row, activity="2.1")
    owner = queries.members_of(by=keeper, group="commission", on=TODAY)[0]
    operations.assign_recommendation(by=keeper, at=NOW, recommendation=row, owner=owner, due_on=TODAY)
    shown(keeper, row)
    wrong = shown(keeper, row, words="Of another country.")
    operations.strike_evidence(by=keeper, at=NOW, recommendation=row, evidence=wrong.pk, reason="Wrong.")
    told(keeper, row, "under_way", words="The line is being built.")
    (found,) = of_year(keeper).followed
    assert (found.words, found.state, found.owner) == ("Open a line to call.", "Under way", "Organisation 1")
    assert found.told == "The line is being built."
    assert [one.partition(": ")[2] or one for one in found.answers] == [
        "Open a shelter in the north.",
        "Activity 2.1 of the plan",
    ]
    assert [(words.partition(": ")[2], link) for words, link in found.evidence] == [
        ("The line rings.", "https://example.org/line")
    ]


def test_a_year_that_lacks_is_printed_as_lacking_and_a_later_one_not_at_all(keeper: Any) -> None:
    found = {one.year: one for one in of_year(keeper, year=2025).years}
    assert list(found) == ["2025", "2024", "2023"]
    assert (found["2024"].rating, found["2024"].missing) == ("", "This edition could not be had.")
    assert found["2023"].rating == "Tier 2 Watch List"
    later = {one.year: one for one in of_year(keeper, year=2026).years}
    assert later["2026"].missing == "Nothing is known here of this edition."


def test_what_was_settled_before_the_year_or_asked_after_it_is_not_in_it(keeper: Any) -> None:
    row = recommended(keeper)
    told(keeper, row, "rejected")
    assert [len(of_year(keeper, year=year).followed) for year in (YEAR - 1, YEAR, YEAR + 1)] == [0, 1, 0]


def test_what_nobody_follows_is_said(keeper: Any) -> None:
    taken_up(keeper)
    assert of_year(keeper, year=2024).waiting == ["Train the judges."]


def test_a_small_figure_is_withheld_and_never_a_zero(keeper: Any, worker: Any, built: Any) -> None:
    for nth in range(3):
        register(worker, given=f"Anna{nth}", opened_on=TODAY)
    line = next(one for one in of_year(keeper, built()).figures if one.label == "People registered")
    assert (line.value, line.withheld) == ("withheld", True)


def test_a_frame_says_why_a_figure_is_lacking_instead_of_leaving_it_out(built: Any) -> None:
    frame = codelists.pack().frames.frame("sdg")
    lines = target_lines(frame, mart=built(), year=YEAR, words=Words("en"))
    found = {measure.key or measure.title: measure for target in lines for measure in target.measures}
    assert set(found) >= {"5.2.1", "8.7.1", "16.2.2"}
    assert (found["5.2.1"].figures, "survey of households" in found["5.2.1"].caveat) == ((), True)
    assert [one.label for one in found["16.2.2"].figures] == ["Presumed victims", "Victims identified"]


def test_the_law_that_changed_in_the_year_is_named(keeper: Any) -> None:
    assert of_year(keeper, year=2015).law == [
        "Trafficking in Persons Act (invented) 7/2011, 2. Punishment, as it was: no longer in force since 1 July 2015",
        "Trafficking in Persons Act (invented) 7/2011, 2a. Punishment of traffickers: in force since 1 July 2015",
    ]


def test_it_names_the_meetings_held(keeper: Any) -> None:
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 2), ("present", "absent"))
    operations.close_meeting(by=keeper, at=NOW, meeting=meeting)
    (line,) = of_year(keeper).meetings
    assert line.endswith(": 1 of 2 organisations, decisions: 0")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "What was recommended"),
        ("fr", "Ce qui a été recommandé"),
        ("rn", "Impanuro"),
        ("sw", "Kilichopendekezwa"),
    ],
)
def test_it_is_accessible_and_the_same_bytes_in_each_language(
    keeper: Any, built: Any, language: str, title: str
) -> None:
    taken_up(keeper)
    told_of = of_year(keeper, built(), language=language)
    pdf = render(told_of, language=language, on=TODAY)
    assert title in text(pdf)
    assert render(told_of, language=language, on=TODAY) == pdf
    assert b"pdfuaid" in pdf


def test_a_frame_is_printed_in_each_language(keeper: Any, built: Any) -> None:
    mart = built()
    for key in ("sdg", "gcm-10", "three-p"):
        told_of = of_year(keeper, mart, about=codelists.pack().frames.frame(key), language="fr")
        assert "Aucun chiffre de ce système n’y répond." in text(render(told_of, language="fr", on=dt.date(2026, 1, 1)))


def test_without_figures_it_says_so(keeper: Any) -> None:
    assert "Aucun chiffre n’a encore été calculé." in text(
        render(of_year(keeper, language="fr"), language="fr", on=TODAY)
    )


def test_it_stands_as_on_the_last_day_of_its_year(keeper: Any) -> None:
    row = recommended(keeper, year=YEAR - 1, dated_on=dt.date(YEAR - 1, 6, 1))
    shown(keeper, row, on=dt.date(YEAR - 1, 7, 1), words="Begun.")
    shown(keeper, row, words="Ended.")
    told(keeper, row, "under_way", on=dt.date(YEAR - 1, 12, 31))
    told(keeper, row, "done")
    stood = {year: of_year(keeper, year=year).followed[0] for year in (YEAR - 1, YEAR)}
    assert {year: one.state for year, one in stood.items()} == {YEAR - 1: "Under way", YEAR: "Done"}
    assert [len(one.evidence) for one in stood.values()] == [1, 2]
