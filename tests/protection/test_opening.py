"""Words of any room are opened alike: for a reason, not where they were erased, and around what is broken."""

import logging

import pytest

from tabara.access.errors import Refused
from tabara.protection.assistance.operations import open_notes
from tabara.protection.cases.models import ContactRule, Screening
from tabara.protection.cases.operations import open_contact
from tabara.protection.directory.models import Exclusion
from tabara.protection.directory.operations import exclude_provider, open_exclusion
from tabara.protection.family.models import Guardian
from tabara.protection.family.operations import open_family
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations import open_words as open_referral
from tabara.protection.referral.operations import send_referral
from tabara.protection.reintegration.models import Return
from tabara.protection.reintegration.operations import open_words as open_way_home
from tabara.sealing.keys import Purpose, destroy_key
from tests.factories import make_agency, make_member, register, screened
from tests.protection.consent.asked import ruled
from tests.protection.directory.invented import listed
from tests.protection.sharing.sharers import ALL, agrees, now, today
from tests.web.rooms import furnish_family, furnish_way_home

pytestmark = pytest.mark.django_db(databases="__all__")
ALTERED = b"\x01" * 60
BROKEN = "This note cannot be opened: it was altered"


@pytest.fixture
def worker():
    return make_member("supervisor")


@pytest.fixture
def case(worker):
    """A case in whose rooms something is sealed."""
    made = register(worker, at=now(), opened_on=today(), birth_year=1999)
    screened(worker, made, at=now(), on=today(), notes="A blue gate")
    ruled(worker, made, "call", "conditions", caller="women", says="Ask for Auntie")
    furnish_family(worker, made, at=now())
    furnish_way_home(worker, made)
    given = {"by": worker, "at": now(), "case": made}
    clinic = make_agency("clinic", kind="health")
    agrees(worker, made, clinic)
    send_referral(**given, to=clinic, service="medical", groups=ALL, message="She is afraid of men")
    exclude_provider(**given, provider=listed("Near the market"), reason="lives_near", note="He sells there")
    return made


def openings(case):
    """Name each act that opens words of a case, with what it is given beside a reason."""
    return {
        open_notes: {},
        open_contact: {},
        open_family: {},
        open_way_home: {},
        open_referral: {"referral": case.referrals.get().pk},
        open_exclusion: {"exclusion": case.exclusions.get().pk},
    }


def opened(worker, case, reason="contact"):
    """Return everything that every room opens, as one text."""
    acts = openings(case).items()
    return {act.__module__: str(act(by=worker, at=now(), case=case, reason=reason, **given)) for act, given in acts}


def test_what_was_altered_says_so_in_its_place_and_the_others_are_read(worker, case, caplog) -> None:
    whole = opened(worker, case)
    assert [name for name, text in whole.items() if BROKEN in text] == []
    for model, field in ((Screening, "notes"), (Guardian, "told"), (Return, "route"), (Exclusion, "note")):
        model._base_manager.filter(case=case).update(**{field: ALTERED})
    ContactRule._base_manager.filter(case=case).update(says=ALTERED)
    Referral._base_manager.filter(case=case).update(message=ALTERED)
    with caplog.at_level(logging.WARNING):
        broken = opened(worker, case)
    assert [name for name, text in broken.items() if BROKEN not in text] == []
    assert len(caplog.records) >= 6  # each stands in the log: somebody has to restore it


def test_what_was_erased_is_opened_by_no_room(worker, case) -> None:
    destroy_key(case.pk, Purpose.NARRATIVE)
    for act, given in openings(case).items():
        with pytest.raises(Refused, match="What was noted about this case has been erased"):
            act(by=worker, at=now(), case=case, reason="contact", **given)


def test_no_room_opens_anything_without_a_reason(worker, case) -> None:
    for act, given in openings(case).items():
        with pytest.raises(Refused, match=r"Choose one of the reasons\.") as refused:
            act(by=worker, at=now(), case=case, reason="curious", **given)
        assert refused.value.field == "reason"
