"""An operation is allowed, whole and remembered; the same act twice is one act."""

import pytest

from tabara import sealing
from tabara.access import audit
from tabara.access.errors import NotAllowed, Refused, TwiceUsed
from tabara.access.models import AuditEvent
from tabara.access.unit import batch
from tabara.protection.cases.models import Case, CaseAccess, Category, Person
from tests.factories import NOW, TODAY, assisted, determined, make_agency, make_member, make_team, register, screened

pytestmark = pytest.mark.django_db(databases="__all__")


def acts() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.values_list("operation", "outcome"))


def test_an_act_leaves_its_row_in_the_chain() -> None:
    worker = make_member("caseworker")
    case = register(worker)
    assert acts() == [("cases.open", "done"), ("vault.store_identity", "done"), ("intake.register_person", "done")]
    row = AuditEvent.objects.get(operation="intake.register_person")
    assert (row.member, row.subject, row.thing_kind, row.thing) == (worker.id, case.id, "cases.Case", str(case.id))
    assert audit.broken_link() is None


def test_a_refusal_for_lack_of_permission_is_remembered_and_writes_nothing() -> None:
    with pytest.raises(NotAllowed):
        register(make_member("data_team"))
    assert acts() == [("intake.register_person", "denied")]
    assert Case._base_manager.count() == 0


def test_a_closed_account_may_do_nothing() -> None:
    worker = make_member("caseworker", is_active=False)
    with pytest.raises(NotAllowed):
        register(worker)


@pytest.mark.parametrize(
    ("role", "same_agency", "same_team", "may"),
    [
        ("caseworker", True, True, False),  # screening reaches her own caseload only
        ("supervisor", True, False, True),
        ("supervisor", False, False, False),
        ("coordinator", True, True, False),
        ("data_team", True, True, False),
    ],
)
def test_a_permission_reaches_as_far_as_its_scope(role: str, same_agency: bool, same_team: bool, may: bool) -> None:
    home = make_agency("home")
    team = make_team(home)
    case = register(make_member("caseworker", agency=home, team=team))
    other = make_member(role, agency=home if same_agency else make_agency("away"), team=team if same_team else None)
    if may:
        assert screened(other, case).screened_by == other
    else:
        with pytest.raises(NotAllowed):
            screened(other, case)


def test_the_same_act_arriving_twice_is_one_act() -> None:
    worker, event = make_member("caseworker"), sealing.event()
    first, second = register(worker, event=event), register(worker, event=event)
    assert first.pk == second.pk == event
    assert (Case._base_manager.count(), Person._base_manager.count()) == (1, 1)


def test_a_number_used_for_another_act_is_refused() -> None:
    worker, event = make_member("caseworker"), sealing.event()
    register(worker, event=event)
    with pytest.raises(TwiceUsed):
        register(make_member("caseworker"), event=event)


def test_a_refused_act_leaves_nothing_in_any_database() -> None:
    worker = make_member("caseworker")
    with pytest.raises(Refused):
        register(worker, given="", surname="")
    assert (Case._base_manager.count(), Category._base_manager.count(), CaseAccess._base_manager.count(), acts()) == (
        0,
        0,
        0,
        [],
    )


def test_a_batch_writes_what_one_by_one_would_have_written() -> None:
    worker = make_member("caseworker")

    def life() -> None:
        case = register(worker)
        screened(worker, case, trafficking_type="internal", notes="a long story")
        determined(worker, case)
        assisted(worker, case, notes="calm")

    life()
    with batch():
        life()
    alone, together = Case._base_manager.order_by("pk")
    facts = ("category", "screened_on", "determination", "assisted_on", "updated_at", "status", "version")
    assert [getattr(alone, name) for name in facts] == [getattr(together, name) for name in facts]
    lists = [
        set(CaseAccess._base_manager.filter(case=c).values_list("principal", "updated_at")) for c in (alone, together)
    ]
    assert lists[0] == lists[1]
    operations = [name for name, _ in acts()]
    assert operations[:6] == operations[6:]
    assert audit.broken_link() is None


def test_a_batch_that_fails_leaves_nothing() -> None:
    worker = make_member("caseworker")

    def a_life_and_a_mistake() -> None:
        with batch():
            register(worker)
            assisted(worker, register(worker), on=TODAY.replace(year=2000))

    with pytest.raises(Refused):
        a_life_and_a_mistake()
    assert (Case._base_manager.count(), acts()) == (0, [])


@pytest.mark.past_the_walls
def test_a_changed_a_dropped_and_a_moved_link_are_found() -> None:
    worker = make_member("caseworker")
    for _ in range(3):
        register(worker)
    audit.seal()
    fourth = AuditEvent.objects.filter(link__seq=4)
    for change in (lambda: fourth.update(outcome="denied"), lambda: fourth.delete()):
        change()
        assert audit.broken_link() == 4


@pytest.mark.past_the_walls
def test_a_cut_tail_is_found() -> None:
    register(make_member("caseworker"))
    audit.seal()
    AuditEvent.objects.filter(link__seq=3).delete()
    assert audit.broken_link() == 3


def test_the_moment_of_an_act_is_its_own_not_the_clocks() -> None:
    assert register(make_member("caseworker"), at=NOW).updated_at == NOW
