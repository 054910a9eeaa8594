"""The schema that other programs go by is the one that is checked here, and is read as they read it."""

import copy

import pytest
from jsonschema import Draft202012Validator

from tabara.codelists import pack
from tabara.exchange.handover import htcds
from tabara.exchange.handover.shape import first_fault, schema
from tests.exchange.both import abroad, told

pytestmark = pytest.mark.django_db(databases="__all__")
NOTICE = {"on": "2026-03-02"}
RECEIPT = {"accepted": True, "on": "2026-03-02", "reason": "", "code": "K7WX2P"}


def letter(kind="envelope", what=None):
    return abroad().letter(kind, what or told())


def changed(path, value):
    """Return a letter with something else at a path."""
    found = copy.deepcopy(letter())
    place = found
    *way, last = path
    for name in way:
        place = place[name]
    if value is KeyError:
        del place[last]
    else:
        place[last] = value
    return found


WRONG = {
    "another format": (("format",), "tabara"),
    "another version": (("version",), 2),
    "yes for a number": (("version",), True),
    "an unknown kind": (("kind",), "letter"),
    "no number": (("number",), "1"),
    "no instant": (("issued_at",), "yesterday"),
    "a sender without a key": (("sender", "signs_with"), KeyError),
    "a country in words": (("sender", "country"), "Tanzania"),
    "no groups": (("told", "terms", "groups"), []),
    "an unknown group": (("told", "terms", "groups"), ["everything"]),
    "a field that HTCDS does not have": (("told", "groups", "course", "htcds", "prs_Shoes"), "42"),
    "one value where several stand": (("told", "groups", "course", "htcds", "prs_Citizenship"), "ZZ"),
    "a name as long as a book": (("told", "groups", "identity", "htcds", "prs_FirstName"), "x" * 201),
    "an age below zero": (("told", "groups", "course", "htcds", "vic_AgeWhenTrafficked"), -1),
    "something more": (("told", "more"), 1),
    "a list for an object": (("told", "groups"), []),
    "what a receipt tells": (("kind",), "receipt"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_does_not_fit_is_found_by_both(what):
    found = changed(*WRONG[what])
    assert first_fault(found) != ""
    assert not Draft202012Validator(schema()).is_valid(found)


@pytest.mark.parametrize(("kind", "what"), [("envelope", None), ("notice", NOTICE), ("receipt", RECEIPT)])
def test_what_fits_is_let_in_by_both(kind, what):
    whole = letter(kind, what)
    assert first_fault(whole) == ""
    assert Draft202012Validator(schema()).is_valid(whole)


def test_the_schema_is_one_and_says_everything_that_we_write():
    Draft202012Validator.check_schema(schema())
    known = schema()["$defs"]["htcds"]["properties"]
    ours = {*htcds.GROUP_OF, "con_Consent", "cas_ReferringOrganisation", "cas_ReferredOrganisation"}
    assert set(known) == ours | {"cas_OutgoingReferralDate", "cas_ReasonForOutgoingReferral"}
    assert set(schema()["$defs"]["beyond"]["properties"]) == {one for names in htcds.BEYOND.values() for one in names}


def test_every_code_of_ours_has_a_word_of_htcds_or_says_that_there_is_none():
    for name, field in htcds.FIELDS.items():
        if field.codelist and field.codelist != "country":
            for code in pack().codelist(field.codelist).codes:
                part = {field.group: {field.ours: [code] if field.many else code}}
                out = htcds.written(part)[field.group]
                (back,) = htcds.read({field.group: out})
                assert (name, back.codes, back.unknown) == (name, (code,), ())
