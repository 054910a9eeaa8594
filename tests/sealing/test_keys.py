"""Two keys per case, wrapped by the agency's, wrapped by the root; what loses its key is lost everywhere."""

import uuid

import pytest
from django.db import transaction

from tabara import sealing
from tabara.access.errors import Refused
from tabara.sealing import keys
from tabara.sealing.cipher import SealBroken
from tabara.sealing.keys import Purpose
from tabara.sealing.models import DataKey, DomainKey
from tabara.sealing.tokens import tokens

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_value_sealed_for_a_subject_comes_back() -> None:
    subject = sealing.event()
    keys.create_key(subject, uuid.uuid4(), Purpose.NARRATIVE)
    sealed = keys.seal(subject, Purpose.NARRATIVE, "notes", {"text": "été"})
    assert keys.unseal(subject, Purpose.NARRATIVE, "notes", sealed) == {"text": "été"}


def test_each_purpose_has_a_key_of_its_own() -> None:
    subject, agency = sealing.event(), uuid.uuid4()
    for purpose in (Purpose.IDENTITY, Purpose.NARRATIVE):
        keys.create_key(subject, agency, purpose)
    sealed = keys.seal(subject, Purpose.IDENTITY, "f", "Odette")
    with pytest.raises(SealBroken):
        keys.unseal(subject, Purpose.NARRATIVE, "f", sealed)


def test_a_destroyed_key_leaves_noise() -> None:
    subject = sealing.event()
    keys.create_key(subject, uuid.uuid4(), Purpose.IDENTITY)
    sealed = keys.seal(subject, Purpose.IDENTITY, "f", "Odette")
    keys.destroy_key(subject, Purpose.IDENTITY)
    with pytest.raises(SealBroken):
        keys.unseal(subject, Purpose.IDENTITY, "f", sealed)


def test_no_key_is_stored_in_the_clear() -> None:
    subject, agency = sealing.event(), uuid.uuid4()
    keys.create_key(subject, agency, Purpose.IDENTITY)
    plain = keys.data_keys([subject], Purpose.IDENTITY)[subject]
    _, domain = keys.domain_key(agency, Purpose.IDENTITY)
    stored = [bytes(row.wrapped) for row in (*DataKey.objects.all(), *DomainKey.objects.all())]
    assert [plain in row or domain in row for row in stored] == [False, False]


def test_keys_made_together_work_before_and_after_they_are_stored() -> None:
    agency, subjects = uuid.uuid4(), [sealing.event() for _ in range(3)]
    with keys.many_keys():
        for subject in subjects:
            keys.create_key(subject, agency, Purpose.IDENTITY)
        sealed = [keys.seal(subject, Purpose.IDENTITY, "f", str(subject)) for subject in subjects]
    opened = [keys.unseal(s, Purpose.IDENTITY, "f", text) for s, text in zip(subjects, sealed, strict=True)]
    assert opened == [str(subject) for subject in subjects]


def test_a_token_is_the_same_for_one_agency_and_another_for_the_next() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    assert tokens(one, ["n|odet|niragir"]) == tokens(one, ["n|odet|niragir"])
    assert tokens(one, ["n|odet|niragir"]) != tokens(other, ["n|odet|niragir"])
    assert max(tokens(one, [str(n) for n in range(200)])) < 2**40


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_domain_key_whose_transaction_failed_wraps_nothing_afterwards() -> None:
    """SQLite gives the number of the row that was never stored to the next one, which is another agency's."""
    first, second, subject = uuid.uuid4(), uuid.uuid4(), sealing.event()

    def a_refused_act() -> None:
        with transaction.atomic(using="keys"):
            keys.create_key(sealing.event(), first, Purpose.NARRATIVE)
            raise Refused("No.")

    with pytest.raises(Refused):
        a_refused_act()
    keys.create_key(sealing.event(), second, Purpose.IDENTITY)
    keys.create_key(subject, first, Purpose.NARRATIVE)
    sealed = keys.seal(subject, Purpose.NARRATIVE, "notes", "a blue gate")
    assert keys.unseal(subject, Purpose.NARRATIVE, "notes", sealed) == "a blue gate"
