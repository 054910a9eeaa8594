"""The key of a linkage project, and its tokens: the same for the same key, never the same for two."""

import hashlib
import hmac
from base64 import b64encode
from dataclasses import replace

import pytest
from hypothesis import given, strategies

from tabara.sealing.linkage import BadKey, Maker, ProjectKey, keep, key_in, key_of_file, new_key, next_round
from tabara.sealing.linkage.making import BYTES, purpose_of
from tabara.sealing.recipients import BadRecipient, new_identity

KEY = ProjectKey("Who is hidden", 1, bytes(range(32)))
SECRETS = strategies.binary(min_size=32, max_size=32)
FIELDS = strategies.sampled_from(["given.0", "surname.1.near", "mother.0", "year", "year.3", "date", "names+date"])
TEXTS = strategies.dictionaries(FIELDS, strategies.lists(strategies.text(max_size=4), max_size=3).map(tuple))


def every(tokens):
    return {token for some in tokens.values() for token in some}


def hkdf(secret, info):
    """RFC 5869 for one block, written down anew."""
    extracted = hmac.digest(bytes(32), secret, hashlib.sha256)
    return hmac.digest(extracted, info.encode() + b"\x01", hashlib.sha256)


def test_a_token_is_what_the_standards_say():
    under = hkdf(KEY.secret, "linkage 1\nWho is hidden\n1\ntokens of name")
    expected = b64encode(hmac.digest(under, b"niragir", hashlib.sha256)[:BYTES]).decode()
    assert Maker(KEY).tokens({"surname.0": ("niragir",)}) == {"surname.0": (expected,)}


@given(TEXTS)
def test_two_makers_with_one_key_make_the_same_and_an_empty_field_has_no_token(texts):
    made = Maker(KEY).tokens(texts)
    assert made == Maker(replace(KEY)).tokens(texts)
    assert made.keys() == {field for field, some in texts.items() if any(some)}
    assert [some for some in made.values() if not some or "" in some] == []


@given(TEXTS, SECRETS, SECRETS)
def test_tokens_of_two_keys_never_meet(texts, one, other):
    if one != other:
        made = (every(Maker(replace(KEY, secret=secret)).tokens(texts)) for secret in (one, other))
        assert set.intersection(*made) == set()


@given(TEXTS)
def test_nor_do_those_of_two_rounds_projects_or_fields(texts):
    first = every(Maker(KEY).tokens(texts))
    assert first & every(Maker(replace(KEY, round=2)).tokens(texts)) == set()
    assert first & every(Maker(replace(KEY, project="Another")).tokens(texts)) == set()
    fields = ("name", "date", "year", "sex")
    assert len({Maker(KEY).tokens({field: ("1990",)})[field] for field in fields}) == len(fields)


def test_what_has_to_be_compared_lies_under_one_sub_key():
    assert purpose_of("given.0") == purpose_of("surname.2") == "name"
    assert purpose_of("year") == purpose_of("year.1") == purpose_of("year.3") == "year"
    assert len({purpose_of(field) for field in ("given.0", "given.0.near", "given.0.begins", "mother.0", "year")}) == 5


def test_the_fingerprint_is_read_aloud_and_says_nothing_of_the_key():
    assert KEY.fingerprint == ProjectKey("Who is hidden", 1, bytes(range(32)), ("age1…",)).fingerprint
    assert [len(group) for group in KEY.fingerprint.split()] == [5] * 5
    assert len({one.fingerprint for one in (KEY, replace(KEY, round=2), new_key("Who is hidden"))}) == 3
    assert KEY.secret.hex() not in repr(KEY)


def test_a_key_is_sealed_to_its_agencies_any_of_which_opens_it(tmp_path):
    (one, public), (other, also), (stranger, _) = new_identity(), new_identity(), new_identity()
    key = new_key("  Who is   hidden ", [public, also])
    keep(key, tmp_path / "key")
    assert b64encode(key.secret) not in (tmp_path / "key").read_bytes()
    assert key_of_file(tmp_path / "key", lambda: one) == key_of_file(tmp_path / "key", lambda: other) == key
    assert (key.project, key.agencies) == ("Who is hidden", (public, also))
    with pytest.raises(BadKey, match="stays sealed"):
        key_of_file(tmp_path / "key", lambda: stranger)


def test_the_next_round_has_another_key_for_the_same_agencies():
    after = next_round(KEY)
    assert (after.project, after.round, after.agencies) == (KEY.project, 2, KEY.agencies)
    assert after.secret != KEY.secret


def test_a_key_in_the_clear_is_its_owners_alone(tmp_path):
    place = tmp_path / "key"
    keep(KEY, place)
    assert key_of_file(place, str) == KEY
    place.chmod(0o640)
    with pytest.raises(BadKey, match="can be read by others; run: chmod 600"):
        key_of_file(place, str)


def test_one_agency_alone_or_one_twice_or_no_public_key_is_refused(tmp_path):
    public = new_identity()[1]
    for agencies in ([public], [public, public]):
        with pytest.raises(BadKey, match="two agencies or more, each once"):
            keep(new_key("Who is hidden", agencies), tmp_path / "key")
    with pytest.raises(BadRecipient):
        keep(new_key("Who is hidden", [public, "age1nobody"]), tmp_path / "key")
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize("project", ["", "   ", "x" * 61])
def test_a_project_has_a_name(project):
    with pytest.raises(BadKey, match="A project needs a name"):
        new_key(project)


TEXT = KEY.text.decode()


@pytest.mark.parametrize("text", ["", "words", TEXT.replace("# round: 1\n", ""), TEXT[:-9], TEXT.splitlines()[-1]])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(BadKey, match="no key of a linkage project"):
        key_in(text)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadKey, match="cannot be read"):
        key_of_file(tmp_path / "nowhere", str)
