"""What two persons do together: asked by one, approved exactly so by another of other roles, done once."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from tabara import sealing
from tabara.access import queries
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.fresh import FreshNeeded
from tabara.access.models import Approval, AuditEvent, Member
from tabara.access.operation import registry
from tabara.access.operations import ask_approval, change_roles, close_member, decide_approval, do_approved
from tabara.access.second import ApprovalNeeded, NotApproved, plain
from tests.factories import NOW, approved, fresh, make_agency, make_member, make_team

pytestmark = pytest.mark.django_db(databases="__all__")
ROLES = ["supervisor"]


@pytest.fixture
def asker() -> Member:
    return fresh(make_member("administrator"))


@pytest.fixture
def second() -> Member:
    return fresh(make_member("data_protection_officer"))


@pytest.fixture
def member() -> Member:
    return make_member("caseworker")


def roles_of(member: Member) -> list[str]:
    return Member.objects.get(pk=member.pk).roles


def change(asker: Member, member: Member, approval: Approval | None, roles: list[str] = ROLES, **more) -> Member:
    return change_roles(by=asker, at=NOW, member=member, roles=roles, approval=approval, **more)


def asked(asker: Member, member: Member, roles: list[str] = ROLES) -> Approval:
    return ask_approval(by=asker, at=NOW, act="access.change_roles", given={"member": member, "roles": roles})


def denied() -> list[str]:
    return list(AuditEvent.objects.filter(outcome="denied").values_list("operation", flat=True))


def test_what_two_persons_agreed_on_is_done_once(asker, second, member) -> None:
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    change(asker, member, approval)
    assert roles_of(member) == ["supervisor"]
    row = Approval.objects.get()
    assert row.used_by == AuditEvent.objects.get(operation="access.change_roles").event
    with pytest.raises(NotApproved, match="used already"):
        change(asker, member, approval)


def test_without_a_second_person_nothing_is_done(asker, second, member) -> None:
    with pytest.raises(ApprovalNeeded):
        change(asker, member, None)
    with pytest.raises(NotApproved, match="Nobody has approved this yet"):
        change(asker, member, asked(asker, member))
    assert roles_of(member) == ["caseworker"]


def test_nobody_approves_what_they_asked_for(asker, second, member) -> None:
    with pytest.raises(NotApproved, match="somebody other than the person who asked"):
        decide_approval(by=asker, at=NOW, approval=asked(asker, member), agrees=True)
    assert denied() == ["access.decide_approval"]


def test_somebody_of_the_same_roles_cannot_approve(asker, second, member) -> None:
    twin = fresh(make_member("administrator"))
    with pytest.raises(NotApproved, match="with other roles"):
        decide_approval(by=twin, at=NOW, approval=asked(asker, member), agrees=True)


def test_an_approver_of_another_agency_does_not_reach_it(asker, second, member) -> None:
    stranger = fresh(make_member("data_protection_officer", agency=make_agency("away")))
    approval = asked(asker, member)
    with pytest.raises(NotAllowed):
        decide_approval(by=stranger, at=NOW, approval=approval, agrees=True)
    with pytest.raises(NotFound):
        queries.approval(by=stranger, number=approval.pk)
    assert queries.approvals_waiting(by=stranger, now=timezone.now()) == []


def test_the_national_administrator_reaches_every_agency(asker, member) -> None:
    national = make_member("national_administrator", agency=make_agency("capital"))
    change(asker, member, approved(asker, "access.change_roles", second=national, member=member, roles=ROLES))
    assert roles_of(member) == ["supervisor"]


def test_nobody_approves_what_is_about_themselves(asker, second) -> None:
    with pytest.raises(NotApproved, match="about yourself"):
        decide_approval(by=second, at=NOW, approval=asked(asker, second, ["supervisor"]), agrees=True)


def test_whoever_may_not_do_it_may_not_ask_for_it_either(second, member) -> None:
    with pytest.raises(NotAllowed):
        asked(second, member)
    with pytest.raises(NotAllowed):
        asked(fresh(make_member("caseworker")), member)
    assert Approval.objects.count() == 0


def test_an_act_for_one_person_needs_no_approval(asker, second, member) -> None:
    for act in ("access.close_member", "no.such_act"):
        with pytest.raises(Refused, match="needs no approval"):
            ask_approval(by=asker, at=NOW, act=act, given={"member": member})


@pytest.mark.parametrize("roles", [["supervisor", "focal_point"], ["caseworker", "supervisor"], ["focal_point"]])
def test_what_is_done_is_what_was_approved_and_nothing_else(asker, second, member, roles) -> None:
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    with pytest.raises(NotApproved, match="Something changed"):
        change(asker, member, approval, roles)
    with pytest.raises(NotApproved, match="Something changed"):
        change(asker, make_member(), approval)
    with pytest.raises(NotApproved, match="Something changed"):
        change(asker, member, approval, team=make_team(member.agency))
    assert (roles_of(member), Approval.objects.get().used_at) == (["caseworker"], None)


def test_a_thing_that_changed_after_the_approval_has_to_be_approved_anew(asker, second, member) -> None:
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    Member.objects.filter(pk=member.pk).update(roles=["focal_point"])  # behind the back of what was loaded
    with pytest.raises(NotApproved, match="Something changed"):
        change(asker, member, approval)


def test_what_is_stored_decides_not_what_the_caller_brings(asker, second, member) -> None:
    """Whoever alters the row in memory, or hands over one of their own, has approved nothing."""
    approval = asked(asker, member)
    approval.agrees, approval.decided_by, approval.digest = True, second, "0" * 64
    with pytest.raises(NotApproved, match="Nobody has approved"):
        change(asker, member, approval)
    with pytest.raises(NotApproved, match="somebody else"):
        change(asker, member, Approval(id=sealing.event(), asked_by=asker))


def test_an_approval_is_good_for_whoever_asked_alone(asker, second, member) -> None:
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    with pytest.raises(NotApproved, match="asked for by somebody else"):
        change(fresh(make_member("administrator")), member, approval)


def test_an_approval_of_one_act_is_not_one_of_another(asker, second, member) -> None:
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    Approval.objects.filter(pk=approval.pk).update(operation="access.other")
    with pytest.raises(NotApproved, match="Something changed"):
        change(asker, member, approval)


def test_an_approval_lives_for_24_hours(asker, second, member) -> None:
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), tick=False) as clock:
        approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
        waiting = asked(fresh(asker), member)
        clock.shift(dt.timedelta(hours=24))
        with pytest.raises(NotApproved, match="older than 24 hours"):
            change(fresh(asker), member, approval)
        with pytest.raises(Refused, match="more than 24 hours ago"):
            decide_approval(by=fresh(second), at=NOW, approval=waiting, agrees=True)
        assert queries.approvals_waiting(by=second, now=timezone.now()) == []
        clock.shift(dt.timedelta(seconds=-1))
        assert queries.approvals_waiting(by=second, now=timezone.now()) == [waiting]
        change(fresh(asker), member, approval)
    assert roles_of(member) == ["supervisor"]


@pytest.mark.parametrize("fall", [{"roles": ["caseworker"]}, {"is_active": False}, {"roles": ["administrator"]}])
def test_an_approver_who_may_approve_no_more_has_not_approved(asker, second, member, fall) -> None:
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    Member.objects.filter(pk=second.pk).update(**fall)
    with pytest.raises(NotApproved, match="may do so no more"):
        change(asker, member, approval)


def test_an_approver_who_moved_to_another_agency_has_not_approved(asker, second, member) -> None:
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    Member.objects.filter(pk=second.pk).update(agency=make_agency("away"))
    with pytest.raises(NotApproved, match="may do so no more"):
        change(asker, member, approval)


def test_whoever_asked_and_lost_the_right_meanwhile_does_nothing(asker, second, member) -> None:
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    asker.roles = ["caseworker"]
    with pytest.raises(NotAllowed):
        change(asker, member, approval)


def test_what_was_refused_is_not_done_and_not_decided_again(asker, second, member) -> None:
    approval = decide_approval(by=second, at=NOW, approval=asked(asker, member), agrees=False)
    with pytest.raises(NotApproved, match="second person refused"):
        change(asker, member, approval)
    with pytest.raises(Refused, match="decided already"):
        decide_approval(by=second, at=NOW, approval=approval, agrees=True)


def test_asking_approving_and_doing_each_need_a_fresh_proof(asker, second, member) -> None:
    stale, late = make_member("administrator"), make_member("data_protection_officer")
    with pytest.raises(FreshNeeded):
        asked(stale, member)
    with pytest.raises(FreshNeeded):
        decide_approval(by=late, at=NOW, approval=asked(asker, member), agrees=True)
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    asker.proved_at -= dt.timedelta(minutes=6)
    with pytest.raises(FreshNeeded):
        change(asker, member, approval)
    assert roles_of(member) == ["caseworker"]


def test_where_nobody_else_could_approve_it_is_said_what_to_do(asker, member) -> None:
    with pytest.raises(Refused, match="Open an account for a data protection officer"):
        asked(asker, member)


def test_what_would_be_refused_anyway_is_refused_before_anybody_is_asked(asker, second, member) -> None:
    for roles, sentence in ((["coordinator"], "beyond the agency"), ([], "at least one"), (["caseworker"], "already")):
        with pytest.raises(Refused, match=sentence):
            asked(asker, member, roles)
    with pytest.raises(Refused, match="your own roles"):
        asked(asker, asker, ["supervisor"])
    close_member(by=asker, at=NOW, member=member)
    with pytest.raises(Refused, match="closed"):
        asked(asker, member)


def test_an_act_that_refuses_leaves_its_approval_unused(asker, second, member) -> None:
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES)
    with pytest.raises(TypeError):
        change_roles(by=asker, at=NOW, member=member, roles=ROLES, approval=approval, more=1)
    assert Approval.objects.get().used_at is None


def test_the_same_act_sent_twice_uses_one_approval_once(asker, second, member) -> None:
    approval, event = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES), sealing.event()
    change(asker, member, approval, event=event)
    change(asker, member, approval, event=event)
    assert AuditEvent.objects.filter(operation="access.change_roles").count() == 1


def test_what_was_approved_can_be_done_as_it_is_stored(asker, second, member) -> None:
    team = make_team(member.agency)
    approval = approved(asker, "access.change_roles", second=second, member=member, roles=ROLES, team=team)
    do_approved(by=asker, event=None, at=NOW, approval=approval)
    stored = Member.objects.get(pk=member.pk)
    assert (stored.roles, stored.team) == (["supervisor"], team)


def test_an_approval_holds_numbers_and_codes_and_is_told_in_words(asker, second) -> None:
    member = make_member("caseworker", name="Odile Nshimirimana")
    approval = asked(asker, member)
    assert approval.arguments == {
        "member": {"kind": "access.Member", "number": str(member.pk), "standing": "caseworker - True"},
        "roles": ["supervisor"],
        "team": None,
    }
    told = queries.approval_in_words(approval=approval)
    assert "Give Odile Nshimirimana of First these roles: Supervisor" in told
    assert "Until now the roles are: Caseworker" in told


@pytest.mark.parametrize("text", ["Odile Nshimirimana", "x" * 81, 1.5, b"bytes"])
def test_a_text_cannot_be_approved(text) -> None:
    """It could be about somebody; and an approval is kept."""
    with pytest.raises(TypeError, match="Only rows, numbers, days and codes"):
        plain({"note": [text]})


def test_every_act_of_two_persons_is_told_in_words() -> None:
    silent = [one.name for one in registry.values() if one.pair is not None and one.pair.words is None]
    assert silent == []
