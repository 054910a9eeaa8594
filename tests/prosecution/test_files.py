"""A court file from its complaint to its end."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent, Member
from tabara.prosecution import operations, queries
from tabara.prosecution.enums import STAGE_STEPS, Stage
from tabara.prosecution.models import Charge, CourtFile, StageEntry
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.prosecution.courts import (
    ACT,
    LONG_AGO,
    acquitted,
    charged,
    judged,
    moved,
    on_trial,
    opened,
    suspected,
)

pytestmark = pytest.mark.django_db(databases="__all__")
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def officer() -> Member:
    return make_member("justice", agency=make_agency("parquet", kind="justice"))


def test_a_file_goes_from_the_complaint_to_its_end_and_says_how_long_each_stage_took(officer: Member) -> None:
    file = opened(officer)
    moved(officer, file, "investigation", on=LONG_AGO + 10 * A_DAY)
    charge = charged(officer, file)
    moved(officer, file, "charged", on=LONG_AGO + 40 * A_DAY)
    moved(officer, file, "trial", on=LONG_AGO + 60 * A_DAY)
    judged(officer, file, charge, on=LONG_AGO + 90 * A_DAY)
    moved(officer, file, "judged", "final", on=LONG_AGO + 90 * A_DAY)
    found = [(one.stage, one.days) for one in queries.stays(file.stages.all(), TODAY)]
    assert found == [
        ("complaint", 10),
        ("investigation", 30),
        ("charged", 20),
        ("trial", 30),
        ("judged", 0),
        ("final", 0),
    ]


def test_a_file_that_still_is_in_a_stage_is_in_it_until_today(officer: Member) -> None:
    (only,) = queries.stays(opened(officer).stages.all(), TODAY)
    assert (only.days, only.until) == (200, None)


@pytest.mark.parametrize("stage", [one for one in Stage if one not in STAGE_STEPS[Stage.COMPLAINT]])
def test_a_stage_cannot_be_left_out(officer: Member, stage: str) -> None:
    file = opened(officer)
    with pytest.raises(Refused, match="cannot go there from where it is"):
        moved(officer, file, stage)
    assert StageEntry.objects.count() == 1


def test_what_has_ended_stays_so(officer: Member) -> None:
    file, charge = on_trial(officer)
    acquitted(officer, file, charge)
    moved(officer, file, "judged", "final")
    with pytest.raises(Refused, match="has come to its end"):
        moved(officer, file, "investigation")
    with pytest.raises(Refused, match="This file has ended"):
        suspected(officer, file)


def test_a_file_is_closed_without_a_charge_for_a_reason_and_opened_again(officer: Member) -> None:
    file = opened(officer)
    with pytest.raises(Refused, match="is not in the list “court_closure”"):
        moved(officer, file, "closed")
    moved(officer, file, "closed", reason="no_evidence")
    assert CourtFile.objects.get().closed_for == "no_evidence"
    moved(officer, file, "investigation", on=TODAY)
    assert (CourtFile.objects.get().stage, CourtFile.objects.get().closed_for) == ("investigation", "")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(TODAY + A_DAY, "is after today"), (LONG_AGO - A_DAY, "is before the day of its latest stage")],
)
def test_a_stage_is_never_before_the_one_before_nor_after_today(officer: Member, day: dt.date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        moved(officer, opened(officer), "investigation", on=day)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"brought_by": "neighbour"}, "is not in the list “complainant”"),
        ({"on": TODAY + A_DAY}, "is after today"),
        ({"on": dt.date(1980, 1, 1)}, "is before the earliest day"),
        ({"place": "XX", "place_version": "2010"}, "There is no place “XX”"),
        ({"words": "x" * 5001}, "at most 5000 letters"),
    ],
)
def test_a_complaint_that_cannot_be_is_refused(officer: Member, facts: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        opened(officer, **facts)
    assert not CourtFile.objects.exists()


def test_nobody_is_charged_without_a_charge_and_nothing_is_judged_without_a_verdict(officer: Member) -> None:
    file = moved(officer, opened(officer), "investigation")
    with pytest.raises(Refused, match="Write down the charges first"):
        moved(officer, file, "charged")
    charged(officer, file)
    moved(officer, file, "charged", "trial")
    with pytest.raises(Refused, match="has no verdict yet"):
        moved(officer, file, "judged")


def test_a_charge_names_an_article_in_force_on_the_day_of_the_offence(officer: Member) -> None:
    file = opened(officer)
    before = dt.date(2014, 5, 1)
    with pytest.raises(Refused, match="was not in force on 1 May 2014"):
        charged(officer, file, offence_on=before)
    assert not Charge.objects.exists()
    assert charged(officer, file, offence_on=before, article="2").article == "2"


def test_nobody_is_charged_twice_under_one_article_nor_after_the_trial_began(officer: Member) -> None:
    file = opened(officer)
    person = suspected(officer, file)
    charged(officer, file, person)
    with pytest.raises(Refused, match="charged under that article already"):
        charged(officer, file, person)
    moved(officer, file, "investigation", "charged", "trial")
    with pytest.raises(Refused, match="before the court already"):
        charged(officer, file, person, instrument=ACT)


def test_a_suspect_of_another_file_is_not_charged_here(officer: Member) -> None:
    stranger = suspected(officer, opened(officer))
    with pytest.raises(NotFound):
        charged(officer, opened(officer), stranger)


def test_names_and_words_are_sealed_and_opened_for_a_reason_that_is_remembered(officer: Member) -> None:
    file = opened(officer, words="Kanaridomo was taken to the border.")
    person = suspected(officer, file, name="Kanaribwiza Yohani")
    assert b"Kanari" not in bytes(person.name) + bytes(file.words)
    with pytest.raises(Refused, match="is not in the list “court_opening”"):
        operations.open_words(by=officer, at=NOW, file=file, reason="")
    found = operations.open_words(by=officer, at=NOW, file=file, reason="hearing")
    assert found == {"1": "Kanaribwiza Yohani", "words": "Kanaridomo was taken to the border."}
    row = AuditEvent.objects.filter(operation="prosecution.open_words", outcome="done").get()
    assert (row.subject, row.reason) == (file.pk, "hearing")


def test_another_agency_of_justice_sees_and_changes_nothing(officer: Member) -> None:
    file, other = opened(officer), make_member("justice", agency=make_agency("police", kind="police"))
    assert (queries.files(by=other), queries.quiet(by=other, on=TODAY), queries.under_way(by=other)) == ([], [], 0)
    with pytest.raises(NotFound):
        queries.file(by=other, number=file.pk)
    for act in (
        lambda: moved(other, file, "investigation"),
        lambda: operations.open_words(by=other, at=NOW, file=file, reason="hearing"),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    "role", ["caseworker", "supervisor", "coordinator", "secretariat", "data_team", "administrator"]
)
def test_nobody_else_of_the_same_agency_reads_a_file(officer: Member, role: str) -> None:
    file, other = opened(officer), make_member(role, agency=officer.agency)
    with pytest.raises(NotAllowed):
        queries.file(by=other, number=file.pk)
    with pytest.raises(NotAllowed):
        operations.open_words(by=other, at=NOW, file=file, reason="hearing")


def test_a_file_in_which_nothing_moves_is_quiet_unless_it_waits_for_a_hearing(officer: Member) -> None:
    still, waiting = opened(officer), on_trial(officer)[0]
    opened(officer, on=TODAY - 10 * A_DAY)
    assert {one.pk for one in queries.quiet(by=officer, on=TODAY)} == {still.pk, waiting.pk}
    operations.set_hearing(by=officer, at=NOW, file=waiting, on=TODAY + A_DAY)
    assert [one.pk for one in queries.quiet(by=officer, on=TODAY)] == [still.pk]
