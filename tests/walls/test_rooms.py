"""What each room of protection writes about a case stands behind the wall, and is shown to nobody at another agency but
what that agency itself has in hand."""

import pytest

from tabara.access.speaking import for_everybody
from tabara.access.walls.tables import WALLS
from tabara.protection.cases.operations import break_glass, save_view, withdraw_consent
from tabara.protection.community.operations import triage_alert
from tabara.protection.family.operations import name_suspect, record_tracing, tie_cases
from tabara.protection.intake.models import Erased, LegalHold
from tabara.protection.intake.operations import open_again, review_case
from tabara.protection.reintegration.operations import end_case
from tests.factories import fresh, make_agency, make_member, make_team, register, situation
from tests.matrix.relations import held_by
from tests.protection.community.hill import alerted
from tests.protection.consent.asked import asked as conversation
from tests.protection.consent.asked import ruled
from tests.protection.directory import invented
from tests.protection.planning.planners import assessed, best_interests, child, panel
from tests.protection.sharing.sharers import now, shared, today
from tests.walled import counted, needs_server

pytestmark = needs_server
# Of these, an agency is shown the rows in which it is named, without seeing the case.
NAMED = {
    "referral_referral": "clinic",
    "referral_transfer": "clinic",
    "intake_inquiry": "clinic",
    "directory_ask": "shelters",
    "directory_stay": "shelters",
}
LEFT_OUT = ("intake_merge", "cases_changeread", "cases_changechoice")  # their own tests ask for them
TABLES = [one for one in WALLS["default"] if one not in LEFT_OUT]


@pytest.fixture
def holder(walled):
    agency = make_agency("here")
    return make_member(agency=agency, team=make_team(agency))


@pytest.fixture
def full(holder):
    """A case in which something stands in every table, of another agency's shelter too."""
    with for_everybody():
        case, parts = held_by(holder)
        conversation(holder, case)
        ruled(holder, case, "call", "conditions", caller="women")
        assessed(holder, case)
        told = {"by": holder, "at": now(), "case": case}
        record_tracing(**told, tracing=parts["tracing"], state="searching", on=today())
        shelters = invented.shelter("Far", agency=make_agency("shelters"), women=3)
        invented.ask_place(**told, provider=shelters, kind="women", since=invented.today() + 300 * invented.DAY)
        best_interests(holder, child(holder), panel=panel("here", "clinic", "court"))
        came = alerted(holder, at=now())
        triage_alert(by=holder, at=now(), alert=came, priority="high")
        register(holder, at=now(), opened_on=today(), alert=came)
        over = register(holder, at=now(), opened_on=today())
        end_case(by=holder, at=now(), case=over, on=today(), reason="lost_contact", answer="not_asked")
        house = invented.shelter("Near", agency=holder.agency, women=3)
        invented.booked(holder, case, house)
        watched_over(holder, case)
        ended(holder, over)
    return case


def watched_over(holder, case):
    """Share a case and take that back, open one in an emergency, keep a filter, and say why a case stays open."""
    told = {"by": holder, "at": now()}
    once = register(holder, at=now(), opened_on=today())
    shared(holder, once, make_member(agency=make_agency("guest")))
    withdraw_consent(**told, case=once, purpose="registration")
    pressing = register(holder, at=now(), opened_on=today())
    break_glass(by=fresh(make_member(agency=make_agency("far"))), at=now(), code=pressing.code, reason="life_in_danger")
    save_view(**told, name="Mine", filters={})
    review_case(by=make_member("supervisor", agency=holder.agency), at=now(), case=case, reason="still_helped")


def ended(holder, over):
    """Begin a new episode after a case; say of another that it is kept for a court, and of one what was erased."""
    again = situation(opened_on=today(), birth_year=1999)
    open_again(by=holder, at=now(), case=over, situation=again, why="re_trafficked")
    LegalHold._base_manager.create(case=over, reason="court", since=today(), until=today(), placed_by=holder)
    Erased._base_manager.create(case=over, what="case", erased_on=today(), why="person_asked")


def rows(by=None):
    """Return how many rows of each table somebody is shown."""
    return {table: counted(table, by=by) for table in TABLES}


def test_whoever_holds_a_case_is_shown_what_every_room_wrote_about_it(full, holder):
    assert [table for table, many in rows(holder).items() if not many] == []


def test_a_stranger_is_shown_nothing_of_any_room(full):
    shown = rows(make_member("supervisor", agency=make_agency("nobody")))
    assert {table: many for table, many in shown.items() if many} == {}


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "administrator"])
@pytest.mark.parametrize("agency", ["clinic", "shelters"])
def test_an_agency_that_is_asked_for_something_is_shown_that_alone(full, agency, role):
    shown = {table for table, many in rows(make_member(role, agency=make_agency(agency))).items() if many}
    named = {table for table, whose in NAMED.items() if whose == agency}
    assert shown <= named
    assert "directory_ask" in shown or agency != "shelters"
    assert {"referral_referral", "referral_transfer"} <= shown or agency != "clinic"


def test_a_tie_and_a_suspect_are_hidden_from_whoever_sees_one_of_the_cases(full, holder):
    with for_everybody():
        guest = make_member(agency=make_agency("guest"))
        shared(holder, full, guest)
    assert counted("cases_case", by=guest) == 1
    assert counted("family_casetie", by=guest) == 0
    assert counted("family_suspect", by=guest) == 0
    assert counted("family_involvement", by=guest) > 0


def test_what_another_agency_ties_or_names_is_its_own(full, holder):
    other = make_member("supervisor", agency=make_agency("other"))
    told = {"by": other, "at": now()}
    one, two = (register(other, at=now(), opened_on=today()) for _ in range(2))
    before = counted("family_casetie", by=holder), counted("family_suspect", by=holder)
    tie_cases(**told, case=one, code=two.code, tie="sibling")
    name_suspect(**told, case=one, roles=["recruiter"], told="Somebody at the harbour")
    assert (counted("family_casetie", by=other), counted("family_suspect", by=other)) == (1, 1)
    assert (counted("family_casetie", by=holder), counted("family_suspect", by=holder)) == before
