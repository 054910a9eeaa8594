"""Who is licensed to recruit is told exactly; what is alleged of an agency is told to nobody."""

import datetime as dt
from typing import Any

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent
from tabara.prevention import operations, queries
from tabara.prevention.models import Caution, Complaint, Firm, LicenceStep
from tabara.prevention.queries import Standing
from tests.factories import NOW, TODAY, make_member
from tests.prevention.firms import complained, firm, line, moved, passed, warned

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = dt.timedelta(days=1)


def refused(call: Any, *rest: Any, **given: Any) -> tuple[str | None, str]:
    """Return the field and the sentence with which something is refused."""
    with pytest.raises(Refused) as refusal:
        call(*rest, **given)
    return refusal.value.field, refusal.value.message


def test_an_agency_stands_as_its_days_and_the_decisions_on_its_licence_say() -> None:
    by = make_member("secretariat")
    row = firm(by)
    days = (row.since - DAY, row.since, row.until - DAY, row.until)
    assert [queries.standing_of(row, on) for on in days] == [
        Standing.NOT_YET,
        Standing.LICENSED,
        Standing.LICENSED,
        Standing.OVER,
    ]
    moved(by, row, "suspended")
    assert [queries.standing_of(row, on) for on in (TODAY - DAY, TODAY, row.until)] == [
        Standing.LICENSED,
        Standing.SUSPENDED,
        Standing.SUSPENDED,
    ]
    moved(by, row, "licensed")
    assert queries.standing_of(row, TODAY) == Standing.LICENSED
    assert list(LicenceStep.objects.values_list("state", flat=True)) == ["suspended", "licensed"]


def test_a_licence_goes_only_the_steps_that_there_are() -> None:
    by = make_member("secretariat")
    row = firm(by)
    assert refused(moved, by, row, "licensed")[0] == "state"
    assert refused(moved, by, row, "burnt")[0] == "state"
    assert refused(moved, by, row, "revoked", on=TODAY + DAY)[0] == "on"
    assert refused(moved, by, row, "revoked", on=row.since - DAY)[0] == "on"
    assert refused(moved, by, row, "revoked", source="")[0] == "source"
    moved(by, row, "revoked")
    assert refused(moved, by, row, "suspended")[0] == "state"
    row.refresh_from_db()
    assert (row.state, LicenceStep.objects.count()) == ("revoked", 1)


def test_a_newer_list_renews_and_an_older_one_changes_nothing() -> None:
    by = make_member("data_team")
    row = firm(by)
    told = {"by": by, "at": NOW, "firm": row, "source": "List of March"}
    assert refused(operations.relist_firm, **told, licence=line(), listed_on=TODAY - 31 * DAY)[0] == "listed_on"
    later = line(until=TODAY + 700 * DAY, destinations=("SA", "QA"))
    operations.relist_firm(**told, licence=later, listed_on=TODAY)
    kept = Firm.objects.get()
    assert (kept.until, kept.destinations, kept.listed_on) == (TODAY + 700 * DAY, ["SA", "QA"], TODAY)
    assert LicenceStep.objects.get().until == TODAY + 700 * DAY
    moved(by, row, "revoked")
    assert "was revoked" in refused(operations.relist_firm, **told, licence=later, listed_on=TODAY)[1]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": " "}, "name"),
        ({"number": "-"}, "licence"),
        ({"number": "4" * 41}, "licence"),
        ({"until": TODAY - 365 * DAY}, "until"),
        ({"until": TODAY + 366 * 30 * DAY}, "until"),
        ({"destinations": ("XX",)}, "destinations"),
        ({"place": "XX", "place_version": "2010"}, "place"),
        ({"listed_on": TODAY + DAY}, "listed_on"),
        ({"source": ""}, "source"),
    ],
)
def test_a_line_of_the_list_that_cannot_be_is_refused(facts: dict[str, Any], field: str) -> None:
    assert refused(firm, make_member("secretariat"), **facts)[0] == field
    assert Firm.objects.count() == 0


def test_one_licence_stands_on_the_list_once() -> None:
    by = make_member("secretariat")
    firm(by)
    assert refused(firm, by, "mfp/014") == (
        "licence",
        "This licence is on the list already. Open it there, and renew it.",
    )


@pytest.mark.parametrize("asked", ["Golden Bridge Recruitment", " golden  bridge RECRUITMENT ", "mfp/014"])
def test_the_very_name_or_number_is_answered_whatever_its_capitals(asked: str) -> None:
    by = make_member("secretariat")
    row = firm(by)
    firm(by, "MFP/015", name="Golden Bridges Recruitment")
    answer = queries.looked_up(by=make_member("focal_point"), asked=asked, on=TODAY)
    assert [(one.firm, one.standing, one.same) for one in answer.lines] == [(row, Standing.LICENSED, True)]
    assert answer.listed_on == TODAY - 30 * DAY


@pytest.mark.parametrize("asked", ["pont d'or — recrutement", "PONT D’OR RECRUTEMENT", "Pônt d or recrutement"])
def test_accents_and_apostrophes_of_another_keyboard_make_no_other_name(asked: str) -> None:
    by = make_member("secretariat")
    row = firm(by, name="Pont d’Or Recrutement")
    answer = queries.looked_up(by=by, asked=asked, on=TODAY)
    assert ([one.firm for one in answer.lines], answer.same) == ([row], True)


@pytest.mark.parametrize("asked", ["Goldenbridge", "Golden Brige", "bridge golden", "Gorden Bridge Recruitement"])
def test_a_name_that_is_only_alike_is_never_called_the_same(asked: str) -> None:
    """Who cheats takes a name that is nearly that of a licensed agency."""
    by = make_member("secretariat")
    row = firm(by)
    answer = queries.looked_up(by=by, asked=asked, on=TODAY)
    assert ([one.firm for one in answer.lines], answer.same) == ([row], False)


@pytest.mark.parametrize("asked", ["", "  ", "Moonlight Travel", "Zz"])
def test_a_name_that_no_list_has_finds_nothing(asked: str) -> None:
    by = make_member("secretariat")
    firm(by)
    assert queries.looked_up(by=by, asked=asked, on=TODAY).lines == []


def test_an_agency_that_is_only_complained_of_is_found_by_nobody() -> None:
    by, leader = make_member("secretariat"), make_member("focal_point")
    firm(by)
    complained(leader, words="Silver Moon Travel took 400 dollars.")
    assert queries.looked_up(by=by, asked="Silver Moon Travel", on=TODAY).lines == []


def test_who_takes_a_complaint_down_does_not_read_it_and_nothing_says_who_it_was() -> None:
    leader = make_member("focal_point")
    row = complained(leader, words="Silver Moon Travel took 400 dollars.")
    assert b"Silver" not in bytes(row.words or b"")
    names = {field.name for field in Complaint._meta.concrete_fields}
    assert {name for name in names if name.endswith("_by") or "member" in name or "case" in name} == set()
    for call, given in (
        (queries.complaints, {}),
        (queries.complaint, {"number": row.pk}),
        (queries.unanswered, {"on": TODAY}),
    ):
        with pytest.raises(NotAllowed):
            call(by=leader, **given)
    with pytest.raises(NotAllowed):
        operations.open_complaint(by=leader, at=NOW, complaint=row, reason="assistance")


@pytest.mark.parametrize("role", ["focal_point", "caseworker", "supervisor", "justice", "administrator"])
def test_complaints_are_read_by_who_follows_them_alone(role: str) -> None:
    complained(make_member("focal_point"))
    for follower in ("coordinator", "data_team", "secretariat"):
        assert len(queries.complaints(by=make_member(follower))) == 1
    with pytest.raises(NotAllowed):
        queries.complaints(by=make_member(role))


def test_the_words_of_a_complaint_are_opened_for_a_reason_that_is_remembered() -> None:
    row, by = complained(make_member("focal_point"), words="Four hundred."), make_member("secretariat")
    told = {"by": by, "at": NOW, "complaint": row}
    assert refused(operations.open_complaint, **told, reason="curiosity")[0] == "reason"
    assert operations.open_complaint(**told, reason="verification") == "Four hundred."
    read = AuditEvent.objects.filter(operation="prevention.open_complaint", outcome="done")
    assert [(one.subject, one.reason) for one in read] == [(row.pk, "verification")]
    assert queries.words_sealed_apart() == {row.pk}
    bare = complained(make_member("focal_point"), firm(by))
    told = {"by": by, "at": NOW, "complaint": bare, "reason": "verification"}
    assert "Nothing was written down" in refused(operations.open_complaint, **told)[1]


def test_a_complaint_is_passed_on_answered_and_settled_each_with_its_day() -> None:
    by = make_member("coordinator")
    row = complained(make_member("focal_point"), firm(by))
    assert queries.unanswered(by=by, on=TODAY) == [row]
    passed(by, row, on=TODAY - 5 * DAY)
    assert (row.state, row.passed_to, row.due_on) == ("passed_on", "labour_inspectorate", TODAY + 25 * DAY)
    assert [queries.unanswered(by=by, on=row.due_on + days * DAY) for days in (0, 1)] == [[], [row]]
    told = {"by": by, "at": NOW, "complaint": row}
    operations.answer_complaint(**told, finding="answered", on=TODAY - DAY)
    operations.answer_complaint(**told, finding="upheld", on=TODAY)
    assert (row.state, row.answered_on, row.settled_on) == ("upheld", TODAY - DAY, TODAY)
    assert "from where it stands" in refused(operations.answer_complaint, **told, finding="not_upheld", on=TODAY)[1]


def test_a_complaint_goes_only_the_steps_that_there_are() -> None:
    by = make_member("coordinator")
    row = complained(by, firm(by))
    told = {"by": by, "at": NOW, "complaint": row}
    assert "from where it stands" in refused(operations.answer_complaint, **told, finding="upheld", on=TODAY)[1]
    assert refused(operations.answer_complaint, **told, finding="received", on=TODAY)[0] == "finding"
    assert refused(passed, by, row, on=TODAY - 11 * DAY)[0] == "on"
    assert refused(passed, by, row, to="newspaper")[0] == "to"
    operations.strike_complaint(**told)
    assert (queries.complaints(by=by), queries.unanswered(by=by, on=TODAY)) == ([], [])
    assert "from where it stands" in refused(passed, by, row)[1]
    row.refresh_from_db()
    assert (row.state, row.passed_to) == ("struck", "")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "rain"}, "kind"),
        ({"channel": "owl"}, "channel"),
        ({"on": TODAY + DAY}, "on"),
        ({"destination": "XX"}, "destination"),
        ({"place": "XX", "place_version": "2010"}, "place"),
        ({"words": "x" * 1001}, "words"),
        ({"words": " "}, "words"),
    ],
)
def test_a_complaint_that_cannot_be_is_refused(facts: dict[str, Any], field: str) -> None:
    assert refused(complained, make_member("focal_point"), **facts)[0] == field
    assert Complaint.objects.count() == 0


def test_a_warning_names_an_agency_only_where_something_was_found_against_it() -> None:
    by = make_member("secretariat")
    row = firm(by)
    complaint = complained(by, row)
    passed(by, complaint)
    found = refused(warned, by, firm=row)
    assert (found[0], "Warn without naming it" in found[1], Caution.objects.count()) == ("firm", True, 0)
    operations.answer_complaint(by=by, at=NOW, complaint=complaint, finding="upheld", on=TODAY)
    assert warned(by, firm=row).firm == row
    other = firm(by, "MFP/015", name="Sunrise", until=TODAY)
    assert warned(by, firm=other).firm == other


def test_a_warning_holds_until_it_is_taken_back_and_stays_readable() -> None:
    by, leader = make_member("secretariat"), make_member("focal_point")
    row = warned(by)
    assert queries.warnings(by=leader, on=TODAY) == [row]
    assert queries.warnings(by=leader, on=TODAY - DAY) == []
    told = {"by": by, "at": NOW, "caution": row, "on": TODAY}
    assert refused(operations.withdraw_warning, **told, reason="")[0] == "reason"
    operations.withdraw_warning(**told, reason="The list was wrong.")
    assert (queries.warnings(by=leader, on=TODAY), queries.warnings(by=leader)) == ([], [row])
    assert "taken back already" in refused(operations.withdraw_warning, **told, reason="Again.")[1]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"audience": "stars"}, "audience"),
        ({"words": ""}, "words"),
        ({"languages": ()}, "languages"),
        ({"languages": ("xx",)}, "languages"),
        ({"on": TODAY + DAY}, "on"),
        ({"place": "XX", "place_version": "2010"}, "place"),
    ],
)
def test_a_warning_that_cannot_be_is_refused(facts: dict[str, Any], field: str) -> None:
    assert refused(warned, make_member("secretariat"), **facts)[0] == field
    assert Caution.objects.count() == 0


@pytest.mark.parametrize("role", ["focal_point", "caseworker", "supervisor", "justice"])
def test_the_list_is_kept_by_few(role: str) -> None:
    by = make_member(role)
    for call in (firm, warned):
        with pytest.raises(NotAllowed):
            call(by)
