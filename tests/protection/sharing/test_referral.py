"""A referral shows the other agency what the person agreed to, from the acceptance until it ends, and nothing else."""

import datetime as dt

import pytest
import time_machine

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.operation import permitted
from tabara.protection.assistance import queries as assistance
from tabara.protection.assistance.operations import open_notes, retract_service
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import close_case, edit_case, hand_over, withdraw_consent
from tabara.protection.intake.operations import (
    Names,
    Relative,
    add_photograph,
    correct_identity,
    open_identity,
)
from tabara.protection.referral import queries as referrals
from tabara.protection.referral.operations import (
    accept_referral,
    decline_referral,
    send_referral,
)
from tests.factories import assisted, determined, make_agency, make_member, make_team, screened
from tests.protection.sharing.sharers import ALL, agrees, now, receiver, refer, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")
WHO = Names(
    given="Odette",
    surname="Niragira",
    birth_date="1999",
    phones=("+99911223344",),
    relatives=(Relative("mother", "Sabine"),),
    number="531.0/77",
    safe_contact="through the nurse, in the morning",
)


def listed(by):
    return [row[0] for row in queries.page(by=by).rows]


def test_before_the_acceptance_the_other_agency_sees_the_request_and_not_the_case():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    agrees(worker, case, nurse.agency, ["course"])
    refer(worker, case, nurse.agency, ["course"])
    assert [one.service for one in referrals.received(by=nurse, at=now())] == ["medical"]
    assert listed(nurse) == []
    with pytest.raises(NotFound):
        queries.case(by=nurse, number=case.pk)


def test_who_accepts_sees_the_case_and_so_do_the_team_and_the_agency_as_far_as_their_roles_reach():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    shared(worker, case, nurse)
    beside, elsewhere = receiver(), receiver(team=make_team(nurse.agency, "Other"))
    seen = {one.pk: queries.visible(by=one).count() for one in (nurse, beside, receiver("supervisor"), elsewhere)}
    assert list(seen.values()) == [1, 1, 1, 0]
    assert permitted(nurse, Permission.NARRATIVE_OPEN, case)  # hers alone, as with a case that she carries
    assert not permitted(beside, Permission.NARRATIVE_OPEN, case)
    assert permitted(receiver("supervisor"), Permission.NARRATIVE_OPEN, case)


def test_only_the_agreed_groups_are_opened():
    worker, nurse = sender(), receiver()
    case = registered(worker, names=WHO)
    screened(worker, case, on=today(), at=now(), notes="what was told")
    assisted(worker, case, "cash", on=today(), at=now())
    shared(worker, case, nurse, ["course", "identity"])
    found = open_identity(by=nurse, at=now(), case=case, reason="assistance")
    assert found == Names(given="Odette", surname="Niragira", birth_date="1999", number="531.0/77")
    told = queries.story(by=nurse, case=case)
    assert told.seen == {FieldGroup.COURSE, FieldGroup.IDENTITY}
    assert (told.consents, told.screenings, told.determinations) == ([], [], [])
    assert assistance.services(by=nurse, case=case) == []
    with pytest.raises(NotAllowed):
        open_notes(by=nurse, at=now(), case=case, reason="assistance")


def test_without_identity_and_contact_no_name_is_opened():
    worker, nurse = sender(), receiver()
    case = registered(worker, names=WHO)
    shared(worker, case, nurse, ["course", "findings"])
    with pytest.raises(NotAllowed):
        open_identity(by=nurse, at=now(), case=case, reason="assistance")


def test_a_case_shared_without_its_course_is_listed_by_its_code_alone_and_answers_to_no_filter():
    worker, nurse = sender(), receiver()
    case = registered(worker, names=WHO)
    shared(worker, case, nurse, ["contact"])
    row = queries.page(by=nurse).rows[0]
    assert (row[0], row[2]) == (case.pk, case.code)
    assert set(row[3:]) == {None}
    assert queries.page(by=nurse, filters={"category": case.category}).rows == []
    assert queries.page(by=nurse, filters={"owner_id": worker.pk}).rows == []
    assert queries.page(by=nurse, filters={"code": case.code}).rows == [row]
    tally = queries.tally(by=nurse, at=now(), own=False)
    assert (set(tally.waiting.values()), tally.flagged, tally.quiet) == ({0}, 0, 0)


def test_a_decision_is_listed_and_found_only_where_findings_are_shared():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    determined(worker, case, "possible", on=today(), at=now())
    shared(worker, case, nurse, ["course"])
    row = queries.page(by=nurse).rows[0]
    assert (row[3], row[5]) == (case.category, None)
    assert queries.page(by=nurse, filters={"determination": "possible"}).rows == []
    assert [one[0] for one in queries.page(by=nurse, filters={"status": "active"}).rows] == [case.pk]


def test_the_other_agency_records_its_own_help_and_takes_back_only_that():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    theirs = assisted(worker, case, "cash", on=today(), at=now())
    shared(worker, case, nurse, ["course"])
    own = assisted(nurse, Case._base_manager.get(pk=case.pk), "medical", on=today(), at=now())
    assert [one.pk for one in assistance.services(by=nurse, case=case)] == [own.pk]
    assert retract_service(by=nurse, at=now(), case=case, service=own.pk).retracted_on == today()
    with pytest.raises(Refused):
        retract_service(by=nurse, at=now(), case=case, service=theirs.pk)


def test_a_shared_case_is_worked_on_by_its_holder_alone():
    worker, nurse = sender(), receiver("supervisor")
    case = registered(worker, names=WHO)
    shared(worker, case, nurse)
    acts = (
        lambda: edit_case(by=nurse, at=now(), case=case, saw=1, changes={}, before={}),
        lambda: close_case(by=nurse, at=now(), case=case, on=today(), reason="goals_met"),
        lambda: hand_over(by=nurse, at=now(), case=case, to=nurse),
        lambda: screened(nurse, case, on=today(), at=now()),
        lambda: correct_identity(by=nurse, at=now(), case=case, saw=1, names=WHO),
        lambda: add_photograph(by=nurse, at=now(), case=case, picture=b""),
        lambda: send_referral(
            by=nurse, at=now(), case=case, to=make_agency("third"), service="legal", groups=["course"]
        ),
        lambda: withdraw_consent(by=nurse, at=now(), case=case, purpose="registration"),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_declined_referral_says_why_and_shows_nothing():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    agrees(worker, case, nurse.agency)
    made = decline_referral(by=nurse, at=now(), referral=refer(worker, case, nurse.agency), reason="no_place")
    assert (made.state, made.decline_reason, listed(nurse)) == ("declined", "no_place", [])
    with pytest.raises(Refused, match="declined this referral already"):
        accept_referral(by=nurse, at=now(), referral=made)


def test_what_is_not_agreed_is_not_sent():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    with pytest.raises(Refused, match="does not agree"):
        refer(worker, case, nurse.agency)
    agrees(worker, case, nurse.agency, ["course", "contact"])
    with pytest.raises(Refused, match="Choose only what the person agreed"):
        refer(worker, case, nurse.agency, ["course", "narrative"])
    with pytest.raises(Refused, match="Choose only what the person agreed"):
        refer(worker, case, nurse.agency, [])
    agrees(worker, case, nurse.agency, given=False)
    with pytest.raises(Refused, match="does not agree"):
        refer(worker, case, nurse.agency, ["course"])


def test_nobody_answers_for_another_agency():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    agrees(worker, case, nurse.agency)
    made = refer(worker, case, nurse.agency)
    stranger = make_member(agency=make_agency("third"))
    with pytest.raises(NotAllowed):
        accept_referral(by=stranger, at=now(), referral=made)
    with pytest.raises(NotAllowed):
        decline_referral(by=worker, at=now(), referral=made, reason="no_place")
    with pytest.raises(NotFound):
        referrals.one(by=stranger, number=made.pk)
    assert referrals.received(by=stranger, at=now()) == []


def test_a_referral_under_way_is_not_doubled_and_a_new_one_follows_its_end():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    first = shared(worker, case, nurse, ["course"])
    with pytest.raises(Refused, match="under way already"):
        refer(worker, case, nurse.agency, ["course"])
    with time_machine.travel(first.until + dt.timedelta(hours=1), tick=False):
        shared(worker, case, nurse, ["course", "contact"])
        assert listed(nurse) == [case.pk]
        assert queries.seen(by=nurse, case=case) == {FieldGroup.COURSE, FieldGroup.CONTACT}


@pytest.mark.parametrize("groups", [ALL, ("contact",)])
def test_a_case_held_and_shared_is_listed_once(groups):
    worker = sender()
    case = registered(worker)
    helper = receiver()
    shared(worker, case, helper, groups)
    helper.agency, helper.team = worker.agency, worker.team  # she changed sides: both rules list it now
    helper.save()
    assert listed(helper) == [case.pk]
    assert queries.seen(by=helper, case=case) == {FieldGroup(one) for one in ALL} - {FieldGroup.NARRATIVE} | (
        {FieldGroup.NARRATIVE} if "narrative" in groups else set()
    )


def test_a_closed_case_and_the_own_agency_are_refused():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    agrees(worker, case, nurse.agency)
    with pytest.raises(Refused, match="holds the case"):
        agrees(worker, case, worker.agency)
    with pytest.raises(Refused, match="holds the case"):
        refer(worker, case, worker.agency)
    close_case(by=worker, at=now(), case=case, on=today(), reason="goals_met")
    with pytest.raises(Refused, match="closed"):
        refer(worker, case, nurse.agency)
