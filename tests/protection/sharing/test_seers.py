"""Who can see a person, and why: the same table that lets them."""

import pytest

from tabara.access.enums import FieldGroup
from tabara.access.errors import NotAllowed
from tabara.access.models import AuditEvent
from tabara.protection.cases.enums import Rule
from tabara.protection.cases.operations import show_who_sees
from tests.factories import make_agency, make_member, make_team
from tests.protection.sharing.sharers import ALL, in_an_emergency, now, receiver, registered, sender, shared

pytestmark = pytest.mark.django_db(databases="__all__")
WATCH = {FieldGroup.COURSE, FieldGroup.FINDINGS, FieldGroup.SERVICES}
NO_STORY = {FieldGroup(one) for one in ALL} - {FieldGroup.NARRATIVE}


def test_everybody_who_sees_is_named_with_the_rule_the_groups_and_the_end():
    worker, mate, chief = sender(), sender(), sender("supervisor")
    coordinator = make_member("coordinator", agency=make_agency("commission"))
    nurse, rescuer = receiver(), make_member(agency=make_agency("third"))
    sender(team=make_team(worker.agency, "South"))
    make_member("administrator", agency=worker.agency)
    case = registered(worker)
    referral = shared(worker, case, nurse, ["course", "contact"])
    opened = in_an_emergency(rescuer, case.code)
    found = {one.member.pk: (one.rules, set(one.groups)) for one in show_who_sees(by=chief, at=now(), case=case)}
    every = {FieldGroup(one) for one in ALL}
    assert found == {
        worker.pk: (((Rule.OWNER, None), (Rule.TEAM, None)), every),
        mate.pk: (((Rule.TEAM, None),), NO_STORY),
        chief.pk: (((Rule.AGENCY, None),), every),
        coordinator.pk: (((Rule.MECHANISM, None),), WATCH),
        nurse.pk: (((Rule.REFERRAL, referral.until),), {FieldGroup.COURSE, FieldGroup.CONTACT}),
        rescuer.pk: (((Rule.BREAK_GLASS, opened.until),), every),
    }


def test_it_is_for_those_who_watch_over_the_case_and_is_remembered():
    worker, chief, officer = sender(), sender("supervisor"), sender("data_protection_officer")
    case = registered(worker)
    for one in (worker, receiver("supervisor"), make_member("coordinator")):
        with pytest.raises(NotAllowed):
            show_who_sees(by=one, at=now(), case=case)
    show_who_sees(by=chief, at=now(), case=case)
    show_who_sees(by=officer, at=now(), case=case)
    rows = AuditEvent.objects.filter(operation="cases.show_who_sees", outcome="done", subject=case.pk)
    assert set(rows.values_list("member", flat=True)) == {chief.pk, officer.pk}
