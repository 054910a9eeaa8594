"""The keys by which instances know one another stay the same, and open what is sealed to them alone."""

import pytest
from pyrage import x25519

from tabara.sealing import partners, rotation, signing
from tabara.sealing.partners import BadKeys, PublicKeys, fingerprint, refuse_bad
from tabara.sealing.recipients import NotForUs, new_identity, seal_to

pytestmark = pytest.mark.django_db(databases="__all__")


def test_what_is_sealed_to_this_instance_opens_here_and_nothing_else_does():
    ours = partners.ours()
    assert partners.open_ours(seal_to([ours.seals_to], b"A letter.")) == b"A letter."
    _secret, another = new_identity()
    with pytest.raises(NotForUs):
        partners.open_ours(seal_to([another], b"A letter."))


def test_the_keys_stay_the_same_when_the_keys_around_them_are_exchanged():
    before = partners.ours()
    rotation.rotate_domains()
    assert partners.ours() == before


def test_a_signature_for_another_instance_is_none_of_the_audit():
    statement, ours = b"A statement.", partners.ours()
    signature = partners.sign(statement)
    assert partners.signed(ours.signs_with, statement, signature)
    assert not partners.signed(ours.signs_with, b"Another one.", signature)
    assert not partners.signed(signing.public_key(), statement, signing.sign(statement))
    assert not signing.signed_by(ours.signs_with, statement, signature)


@pytest.mark.parametrize("secret", [bytes(32), bytes(range(32)), b"\xff" * 32])
def test_a_derived_key_is_written_as_age_writes_it(secret):
    """pyrage checks the six letters at the end, and gives the key back in the same letters."""
    written = partners._as_age(secret)
    assert str(x25519.Identity.from_str(written)) == written


def test_a_fingerprint_has_eight_groups_of_five_digits_and_changes_with_either_key():
    ours = partners.ours()
    _secret, another = new_identity()
    found = {fingerprint(ours), fingerprint(PublicKeys(another, ours.signs_with))}
    found |= {fingerprint(PublicKeys(ours.seals_to, "00" * 32))}
    assert len(found) == 3
    assert all([len(part) for part in one.split()] == [5] * 8 and one.replace(" ", "").isdigit() for one in found)


def test_keys_that_are_none_are_refused():
    ours = partners.ours()
    refuse_bad(ours)
    for wrong in (
        PublicKeys("age1nothing", ours.signs_with),
        PublicKeys(ours.seals_to, "zz" * 32),
        PublicKeys(ours.seals_to, ours.signs_with[:60]),
        PublicKeys(ours.seals_to, "AB" * 32),
    ):
        with pytest.raises(BadKeys):
            refuse_bad(wrong)
