"""Two who use, give or use up the same approval at the same moment: it is given once and used once."""

import pytest

from tabara.access.errors import Refused
from tabara.access.models import Approval, AuditEvent, Member
from tabara.access.operations import ask_approval, change_roles, decide_approval
from tabara.access.second import NotApproved
from tests.access.test_together import at_once
from tests.factories import NOW, approved, fresh, make_member

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def kinds(answers: list[object]) -> list[str]:
    return sorted(type(answer).__name__ for answer in answers)


def test_one_approval_used_four_times_at_once_is_used_once() -> None:
    asker, member = fresh(make_member("administrator")), make_member()
    officer = make_member("data_protection_officer")
    approval = approved(asker, "access.change_roles", second=officer, member=member, roles=["supervisor"])

    def use() -> Member:
        mine = Member.objects.get(pk=member.pk)
        return change_roles(by=asker, at=NOW, member=mine, roles=["supervisor"], approval=approval)

    assert kinds(at_once(*[use] * 4)) == ["Member", "NotApproved", "NotApproved", "NotApproved"]
    assert AuditEvent.objects.filter(operation="access.change_roles", outcome="done").count() == 1


def test_of_two_who_decide_at_once_one_is_told_that_it_was_decided() -> None:
    asker, member = fresh(make_member("administrator")), make_member()
    officers = [fresh(make_member("data_protection_officer")), fresh(make_member("supervisor"))]
    asked = ask_approval(by=asker, at=NOW, act="access.change_roles", given={"member": member, "roles": ["supervisor"]})

    def decide(officer: Member, agrees: bool) -> Approval:
        row = Approval.objects.get(pk=asked.pk)
        return decide_approval(by=officer, at=NOW, approval=row, agrees=agrees)

    answers = at_once(lambda: decide(officers[0], True), lambda: decide(officers[1], False))
    assert kinds(answers) == ["Approval", "Refused"]
    first = next(answer for answer in answers if isinstance(answer, Approval))
    stored = Approval.objects.get()
    assert (stored.decided_by_id, stored.agrees) == (first.decided_by_id, first.agrees)


def test_an_approver_demoted_while_the_act_runs_either_counts_whole_or_not_at_all() -> None:
    asker, member = fresh(make_member("administrator")), make_member()
    officer = make_member("data_protection_officer")
    approval = approved(asker, "access.change_roles", second=officer, member=member, roles=["supervisor"])

    def use() -> Member:
        mine = Member.objects.get(pk=member.pk)
        return change_roles(by=asker, at=NOW, member=mine, roles=["supervisor"], approval=approval)

    answers = at_once(use, lambda: Member.objects.filter(pk=officer.pk).update(roles=["caseworker"]))
    done = not isinstance(answers[0], NotApproved)
    assert Member.objects.get(pk=member.pk).roles == (["supervisor"] if done else ["caseworker"])
    assert (Approval.objects.get().used_at is not None) is done
    assert not isinstance(answers[0], Refused) or not done
