"""A partner abroad is written down by a national administrator, and in use once two persons have agreed on its keys."""

import pytest

from tabara.access import queries as access
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Agency
from tabara.access.second import ApprovalNeeded, NotApproved
from tabara.exchange.handover.queries import ourselves
from tabara.protection.handover.models import Partner
from tabara.protection.handover.operations.partners import close_partner, confirm_partner
from tabara.protection.handover.queries import envelopes
from tests.exchange.both import abroad, administrators, partner_of, written_down
from tests.factories import approved, fresh, make_member
from tests.protection.sharing.sharers import now, registered, sender

pytestmark = pytest.mark.django_db(databases="__all__")


def test_it_is_in_use_once_a_second_person_has_agreed_on_the_digits_that_were_read_out():
    admin, second = administrators()
    row = written_down(abroad(), admin)
    assert (row.in_use, len(row.spoken.split())) == (False, 8)
    with pytest.raises(ApprovalNeeded):
        confirm_partner(by=fresh(admin), at=now(), partner=row)
    approval = approved(admin, "handover.confirm_partner", second=second, partner=row)
    assert row.spoken in access.approval_in_words(approval=approval)
    assert confirm_partner(by=fresh(admin), at=now(), partner=row, approval=approval).in_use
    assert not close_partner(by=admin, at=now(), partner=row).in_use


def test_keys_that_changed_after_the_approval_are_not_taken():
    admin, second = administrators()
    row = written_down(abroad(), admin)
    approval = approved(admin, "handover.confirm_partner", second=second, partner=row)
    Partner.objects.filter(pk=row.pk).update(signs_with=abroad().keys["signs_with"])
    with pytest.raises(NotApproved, match="Something changed"):
        confirm_partner(by=fresh(admin), at=now(), partner=row, approval=approval)


WRONG = {
    "no name": ({"name": "  "}, "Write the agency's name"),
    "no instance": ({"instance": ""}, "how the instance names itself"),
    "an unknown kind": ({"kind": "castle"}, "Choose a kind"),
    "no country": ({"country": "Tanzania"}, "Choose a country"),
    "a key cut short": ({"signs_with": "ab" * 31}, "not the two public keys"),
    "a secret key": ({"seals_to": "AGE-SECRET-KEY-1QQQ"}, "not the two public keys"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_written(what):
    admin, _second = administrators()
    changes, said = WRONG[what]
    with pytest.raises(Refused, match=said):
        written_down(abroad(), admin, **changes)
    assert (Partner.objects.count(), Agency.objects.exclude(country="").count()) == (0, 0)


def test_neither_our_own_keys_nor_the_same_partner_twice():
    admin, _second = administrators()
    ours, other = ourselves(), abroad()
    with pytest.raises(Refused, match="keys of this instance itself"):
        written_down(other, admin, seals_to=ours.seals_to, signs_with=ours.signs_with)
    row = written_down(other, admin)
    with pytest.raises(Refused, match="an agency of this name already"):
        written_down(abroad(), admin)
    with pytest.raises(Refused, match="a partner with this key already"):
        written_down(other, admin, name="Another")
    close_partner(by=admin, at=now(), partner=row)
    assert written_down(other, admin, name="Another").closed_at is None


def test_only_a_national_administrator_keeps_the_register():
    admin, _second = administrators()
    row = written_down(abroad(), admin)
    for role in ("administrator", "supervisor", "caseworker", "data_protection_officer"):
        one = make_member(role)
        for act in (lambda one: written_down(abroad(), one), lambda one: close_partner(by=one, at=now(), partner=row)):
            with pytest.raises(NotAllowed):
                act(one)
        with pytest.raises(NotAllowed):
            envelopes.partners(by=one)


def test_an_agency_abroad_is_asked_about_and_gives_no_service_here():
    worker = sender()
    row = partner_of(abroad())
    case = registered(worker)
    assert row.agency in access.recipients(by=worker)
    assert row.agency not in access.providers(by=worker)
    assert envelopes.addressees(by=worker, case=case, at=now()) == []
