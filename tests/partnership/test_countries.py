"""Between countries: what was agreed, done and promised, whom one calls; what cannot be is refused."""

import datetime as dt
from typing import Any

import pytest

from tabara import codelists
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent
from tabara.partnership import operations, queries
from tabara.partnership.models import Agreement, AgreementStep, Counterpart, Encounter, FollowUp
from tabara.partnership.operations import Line
from tests.factories import NOW, TODAY, make_member
from tests.partnership.abroad import agreement, counterpart, encounter, promised

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = dt.timedelta(days=1)


def refused(call: Any, **given: Any) -> tuple[str | None, str]:
    """Return the field and the sentence with which something is refused."""
    with pytest.raises(Refused) as refusal:
        call(**given)
    return refusal.value.field, refusal.value.message


def test_an_agreement_goes_from_talks_to_its_end_and_each_step_is_kept() -> None:
    by = make_member("secretariat")
    row = agreement(by, signed_on=None, in_force_on=None, expires_on=None)
    told = {"by": by, "at": NOW, "agreement": row, "source": "Gazette"}
    states = [row.state]
    for state, days in (("signed", 30), ("in_force", 20), ("ended", 1)):
        states.append(operations.move_agreement(**told, state=state, on=TODAY - days * DAY).state)
    assert states == ["negotiated", "signed", "in_force", "ended"]
    assert (row.signed_on, row.in_force_on, row.ended_on) == (TODAY - 30 * DAY, TODAY - 20 * DAY, TODAY - DAY)
    assert list(AgreementStep.objects.values_list("state", flat=True)) == ["signed", "in_force", "ended"]
    assert "Choose another step" in refused(operations.move_agreement, **told, state="signed", on=TODAY)[1]


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"kind": "handshake"}, "kind", "“handshake” is not in the list"),
        ({"covers": ("weather",)}, "covers", "“weather” is not in the list"),
        ({"countries": ()}, "countries", "Choose at least one other country"),
        ({"countries": ("XX",)}, "countries", "“XX” is not in the list"),
        ({"title": " "}, "title", "what the agreement is called"),
        ({"title": "x" * 121}, "title", "at most 120"),
        ({"source": ""}, "source", "where this stands"),
        ({"signed_on": TODAY + DAY}, "signed_on", "is after today"),
        ({"signed_on": None}, "signed_on", "What is in force was signed"),
        ({"in_force_on": TODAY - 401 * DAY}, "in_force_on", "is before the day on which it was signed"),
        ({"in_force_on": None}, "expires_on", "Only an agreement in force has a last day"),
        ({"expires_on": TODAY - 365 * DAY}, "expires_on", "is before its second day"),
        ({"expires_on": TODAY + 366 * 40 * DAY}, "expires_on", "thirty years"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(facts: dict[str, Any], field: str, sentence: str) -> None:
    found = refused(agreement, by=make_member("secretariat"), **facts)
    assert (found[0], sentence in found[1], Agreement.objects.count()) == (field, True, 0), found


def test_our_own_country_is_no_other_one() -> None:
    by, own = make_member("secretariat"), codelists.pack().country
    assert refused(agreement, by=by, countries=("SA", own)) == (
        "countries",
        "This is our own country. Choose the other ones.",
    )


def test_an_agreement_is_due_to_be_renewed_half_a_year_before_and_stays_so_until_it_is() -> None:
    by = make_member("secretariat")
    last = TODAY + 100 * DAY
    row = agreement(by, expires_on=last)
    agreement(by, title="Without a last day", expires_on=None)
    assert [queries.waiting(by=by, on=on).renewals for on in (last - 181 * DAY, last - 180 * DAY, last + 9 * DAY)] == [
        [],
        [row],
        [row],
    ]
    told = {"by": by, "at": NOW, "agreement": row, "on": TODAY, "source": "Exchange of letters"}
    assert refused(operations.renew_agreement, **told, expires_on=last)[0] == "expires_on"
    operations.renew_agreement(**told, expires_on=last + 730 * DAY)
    assert queries.waiting(by=by, on=TODAY).renewals == []
    assert (row.expires_on, AgreementStep.objects.get().expires_on) == (last + 730 * DAY, last + 730 * DAY)


def test_only_what_is_in_force_with_a_last_day_is_renewed() -> None:
    by = make_member("secretariat")
    row = agreement(by, in_force_on=None, expires_on=None)
    told = {"by": by, "at": NOW, "agreement": row, "on": TODAY, "source": "Letters"}
    assert "in force that has a last day" in refused(operations.renew_agreement, **told)[1]


def test_a_step_that_fails_leaves_the_agreement_as_it_was() -> None:
    by = make_member("secretariat")
    row = agreement(by)
    refused(operations.move_agreement, by=by, at=NOW, agreement=row, state="ended", on=TODAY, source=" ")
    row.refresh_from_db()
    assert (row.state, row.ended_on, AgreementStep.objects.count()) == ("in_force", None, 0)


def test_an_encounter_keeps_its_organisations_once_and_what_was_promised_is_late_after_its_day() -> None:
    by = make_member("coordinator")
    met = encounter(by, organisations=(" Red Lamp ", "Red Lamp", ""), countries=("TZ", "KE"))
    assert met.organisations == ["Red Lamp"]
    row = promised(by, met, due_on=TODAY)
    assert queries.waiting(by=by, on=TODAY).late == []
    assert queries.waiting(by=by, on=TODAY + DAY, country="KE").late == [row]
    assert queries.waiting(by=by, on=TODAY + DAY, country="UG").late == []
    told = {"by": by, "at": NOW, "follow_up": row, "on": TODAY}
    operations.settle_follow_up(**told, state="done", words="Sent.")
    assert (row.state, row.settled_on, queries.waiting(by=by, on=TODAY + DAY).late) == ("done", TODAY, [])
    assert refused(operations.settle_follow_up, **told, state="dropped") == (
        "state",
        "What is done or dropped is opened again first.",
    )
    operations.settle_follow_up(**told, state="open")
    assert (row.state, row.settled_on) == ("open", None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"on": TODAY + DAY}, "on"),
        ({"countries": ()}, "countries"),
        ({"results": "x" * 501}, "results"),
        ({"organisations": [f"O{nth}" for nth in range(13)]}, "organisations"),
    ],
)
def test_an_encounter_that_cannot_be_is_refused(facts: dict[str, Any], field: str) -> None:
    assert refused(encounter, by=make_member("secretariat"), **facts)[0] == field
    assert Encounter.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"words": ""}, "words"), ({"owner": " "}, "owner"), ({"due_on": TODAY - 11 * DAY}, "due_on")],
)
def test_a_promise_that_cannot_be_is_refused(facts: dict[str, Any], field: str) -> None:
    by = make_member("secretariat")
    assert refused(promised, by=by, met=encounter(by), **facts)[0] == field
    assert FollowUp.objects.count() == 0


def test_what_was_struck_out_is_due_no_more_and_takes_nothing_in() -> None:
    by = make_member("secretariat")
    met = encounter(by)
    row = promised(by, met)
    operations.strike_encounter(by=by, at=NOW, encounter=met, reason="Written down twice.")
    assert (queries.waiting(by=by, on=TODAY).late, queries.countries(by=by)) == ([], [])
    for call, given in (
        (operations.strike_encounter, {"encounter": met, "reason": "Again."}),
        (operations.settle_follow_up, {"follow_up": row, "state": "done", "on": TODAY}),
    ):
        assert "was struck out" in refused(call, by=by, at=NOW, **given)[1]


def test_the_line_of_an_office_is_sealed_and_opened_for_a_reason_that_is_remembered() -> None:
    by = make_member("coordinator")
    row = counterpart(by, line=Line("+255700000001", "desk@example.org"))
    stored = bytes(Counterpart.objects.values_list("line", flat=True).get())
    assert (b"+255700000001" in stored, b"desk" in stored) == (False, False)
    assert refused(operations.open_counterpart, by=by, at=NOW, counterpart=row, reason="")[0] == "reason"
    line = operations.open_counterpart(by=by, at=NOW, counterpart=row, reason="assistance")
    assert line == Line("+255700000001", "desk@example.org")
    assert AuditEvent.objects.filter(operation="partnership.open_counterpart", outcome="done").count() == 1
    assert queries.lines_sealed_apart() == {row.pk}


def test_an_office_is_confirmed_anew_and_when_it_ends_its_line_is_gone() -> None:
    by = make_member("coordinator")
    row = counterpart(by, line=Line("+255700000001"))
    later = TODAY + 181 * DAY
    assert queries.waiting(by=by, on=later).stale == [row]
    at = NOW + 181 * DAY
    operations.confirm_counterpart(by=by, at=at, counterpart=row, on=later, line=Line())
    assert (queries.waiting(by=by, on=later).stale, row.line is None) == ([], False)
    operations.end_counterpart(by=by, at=at, counterpart=row, on=later)
    assert (Counterpart.objects.get().line, queries.counterparts(by=by)) == (None, [])
    assert "no longer" in refused(operations.confirm_counterpart, by=by, at=at, counterpart=row, on=later)[1]
    told = {"by": by, "at": at, "counterpart": row, "reason": "assistance"}
    assert "No line of this office is kept" in refused(operations.open_counterpart, **told)[1]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"country": "XX"}, "country"),
        ({"side": "moon"}, "side"),
        ({"office": ""}, "office"),
        ({"function": ""}, "function"),
        ({"line": Line("0" * 121)}, "phone"),
    ],
)
def test_an_office_that_cannot_be_is_refused(facts: dict[str, Any], field: str) -> None:
    assert refused(counterpart, by=make_member("coordinator"), **facts)[0] == field
    assert Counterpart.objects.count() == 0


@pytest.mark.parametrize("role", ["focal_point", "caseworker", "supervisor", "justice", "administrator"])
def test_who_does_not_work_with_other_countries_reads_and_writes_nothing_of_it(role: str) -> None:
    by = make_member(role)
    for call in (queries.agreements, queries.encounters, queries.counterparts, queries.countries):
        with pytest.raises(NotAllowed):
            call(by=by)
    with pytest.raises(NotAllowed):
        encounter(by)


def test_labour_agreements_in_force_are_read_by_whoever_works_in_prevention() -> None:
    by = make_member("secretariat")
    row = agreement(by, expires_on=TODAY + DAY)
    agreement(by, kind="police", title="Patrols")
    leader = make_member("focal_point")
    assert queries.labour_agreements(by=leader, on=TODAY) == [row]
    assert queries.labour_agreements(by=leader, on=TODAY + DAY) == []
    with pytest.raises(NotAllowed):
        queries.labour_agreements(by=make_member("administrator"), on=TODAY)


def test_a_country_shows_what_is_with_it_alone() -> None:
    by = make_member("data_team")
    one, two = agreement(by, countries=("SA", "QA")), encounter(by, countries=("TZ",))
    office = counterpart(by, country="KE")
    assert queries.countries(by=by) == ["KE", "QA", "SA", "TZ"]
    assert queries.agreements(by=by, country="QA") == [one]
    assert queries.encounters(by=by, country="TZ") == [two]
    assert (queries.counterparts(by=by, country="KE"), queries.counterparts(by=by, country="TZ")) == ([office], [])
