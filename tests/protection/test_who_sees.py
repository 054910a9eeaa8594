"""`case_access` is derived: whatever happens to cases, it says what the rule says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case, CaseAccess
from tabara.protection.cases.operations import hand_over
from tabara.protection.cases.operations.listing import rebuild
from tests.factories import NOW, assisted, make_agency, make_member, make_team, register, screened

pytestmark = pytest.mark.django_db(databases="__all__")


def cast() -> list[Member]:
    first, second, outside = make_agency("first"), make_agency("second"), make_agency("outside", in_network=False)
    north = make_team(first, "North")
    return [
        make_member("caseworker", agency=first, team=north),
        make_member("caseworker", agency=first, team=north),
        make_member("focal_point", agency=first),
        make_member("supervisor", agency=first),
        make_member("caseworker", agency=second, team=make_team(second)),
        make_member("supervisor", agency=outside),
        make_member("coordinator", agency=make_agency("commission")),
        make_member("data_team"),
        make_member("administrator"),
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["register", "assist", "hand over"]), st.integers(0, 5), st.integers(0, 9)),
        max_size=12,
    )
)
def test_what_a_member_lists_is_what_the_rule_permits(acts: list[tuple[str, int, int]]) -> None:
    members, cases = cast(), []
    for act, who, which in acts:
        case = cases[which % len(cases)] if cases else None
        if act == "register" or case is None:
            cases.append(register(members[who]))
        elif act == "assist":
            if case.owner.may(Permission.CASE_SCREEN):
                screened(case.owner, case)
        else:
            to = next(m for m in members if (m.agency_id == case.agency_id and m != case.owner) or m == case.owner)
            hand_over(by=case.owner, at=NOW, case=case, to=to)
    mine = {case.pk for case in cases}
    for member in members:
        listed = {row[0] for row in queries.page(by=member).rows} & mine
        allowed = {
            case.pk for case in cases if permitted(member, Permission.CASE_READ, Case._base_manager.get(pk=case.pk))
        }
        assert listed == allowed == set(queries.visible(by=member).values_list("pk", flat=True)) & mine


def test_the_table_can_be_built_anew() -> None:
    worker = make_member(team=make_team(make_agency("first")))
    assisted(worker, register(worker))
    register(make_member(agency=make_agency("away", in_network=False)))
    before = sorted(CaseAccess._base_manager.values_list("principal", "case", "updated_at"))
    CaseAccess._base_manager.all().delete()
    assert rebuild() == len(before)
    assert sorted(CaseAccess._base_manager.values_list("principal", "case", "updated_at")) == before


def test_what_is_not_there_and_what_is_not_shared_look_the_same() -> None:
    import uuid

    case = register(make_member())
    stranger = make_member(agency=make_agency("away"))
    said = []
    for number in (case.pk, uuid.uuid4()):
        with pytest.raises(NotFound) as refusal:
            queries.case(by=stranger, number=number)
        said.append(refusal.value.message)
    assert said[0] == said[1]
