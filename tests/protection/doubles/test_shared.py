"""A merge shows nobody more: whoever helps in one case sees of the person what was hers in it."""

import datetime as dt

import pytest
import time_machine

from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, CaseAccess
from tabara.protection.intake import operations as intake
from tabara.protection.intake import queries
from tabara.protection.intake.models import Pair
from tabara.protection.intake.operations import Names
from tests.factories import make_member
from tests.protection.doubles.twice import ONCE, TWICE, known, merged
from tests.protection.sharing.sharers import agrees, now, receiver, refer, registered, sender, shared
from tests.web.world import picture

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def two():
    """Give the same woman, registered twice by one agency, the second time referred to a clinic."""
    supervisor = sender("supervisor")
    one, other = (registered(supervisor, names=names, birth_year=1999) for names in (ONCE, TWICE))
    helper = receiver()
    shared(supervisor, other, helper)
    return supervisor, one, other, Member.objects.get(pk=helper.pk)


def merge(supervisor):
    return merged(supervisor, Pair._base_manager.get(), at=now())


def seen_by(member):
    return set(cases.visible(by=member).values_list("pk", flat=True))


def test_nobody_sees_another_case_by_it(two):
    supervisor, one, other, helper = two
    rows = set(CaseAccess._base_manager.values_list("case", "principal", "why"))
    merge(supervisor)
    assert set(CaseAccess._base_manager.values_list("case", "principal", "why")) == rows
    assert seen_by(helper) == {other.pk}
    assert seen_by(supervisor) == {one.pk, other.pk}


def test_whoever_helps_in_one_case_sees_of_her_what_was_known_in_it(two):
    supervisor, _one, other, helper = two
    merge(supervisor)
    assert known(helper, other, now()) == TWICE
    assert known(supervisor, other, now()).address == "Umuhora 7"


def test_what_is_corrected_since_reaches_the_helper_too(two):
    from dataclasses import replace

    supervisor, one, other, helper = two
    merge(supervisor)
    names = replace(known(supervisor, one, now()), safe_contact="Only mornings")
    case = Case._base_manager.get(pk=one.pk)
    intake.correct_identity(by=supervisor, at=now(), case=case, saw=2, names=names)
    told = known(helper, other, now())
    assert (told.safe_contact, told.full, told.address) == ("Only mornings", "Odeta Niragira", "Kwa nyina")


def test_a_right_given_after_the_merge_shows_who_she_is_now(two):
    supervisor, _one, other, _helper = two
    merge(supervisor)
    with time_machine.travel(now() + dt.timedelta(minutes=1)):
        later = make_member("caseworker")
        shared(supervisor, Case._base_manager.get(pk=other.pk), later)
        assert known(later, other, now()).address == "Umuhora 7"


def test_the_faces_of_the_other_case_stay_there(two):
    supervisor, one, other, helper = two
    mine, hers = (intake.add_photograph(by=supervisor, at=now(), case=c, picture=picture()) for c in (one, other))
    merge(supervisor)
    case = Case._base_manager.get(pk=other.pk)
    assert queries.photographs(by=helper, case=case) == [hers.pk]
    from tabara.access.errors import NotFound

    with pytest.raises(NotFound):
        queries.photograph(by=helper, case=case, number=mine.pk)


def test_a_deep_search_shows_no_more_than_that(two):
    supervisor, _one, other, helper = two
    merge(supervisor)
    found = intake.find_deep(by=helper, at=now(), names=Names(given="Odeta", surname="Niragira"))
    assert [(match.case.pk, match.name, match.aliases) for match in found] == [(other.pk, "Odeta Niragira", ())]


def test_a_referral_that_waits_is_accepted_after_the_merge(two):
    from tabara.protection.referral.operations import accept_referral

    supervisor, one, _other, _helper = two
    clinic = receiver()
    agrees(supervisor, one, clinic.agency)
    sent = refer(supervisor, one, clinic.agency)
    merge(supervisor)
    accept_referral(by=clinic, at=now(), referral=sent)
    assert one.pk in seen_by(clinic)
