"""Whatever is wrong with a file from abroad is one sentence, and nothing is kept of it."""

import datetime as dt
import json

import pytest

from tabara.access.errors import Refused
from tabara.exchange.handover.operations import take_in
from tabara.protection.handover.models import Arrival
from tabara.sealing import partners
from tabara.sealing.models import DataKey
from tabara.sealing.recipients import new_identity
from tests.exchange.both import COURSE, abroad, part, partner_of, told
from tests.protection.sharing.sharers import now, sender, today

pytestmark = pytest.mark.django_db(databases="__all__")


def late(other):
    over = (now() - dt.timedelta(minutes=1)).astimezone(dt.UTC).isoformat()
    return other.written("envelope", told(), expires_at=over)


def ended(other):
    terms = {**told()["terms"], "until": (today() - dt.timedelta(days=1)).isoformat()}
    return other.written("envelope", told(terms=terms))


def beyond(other):
    return other.written("envelope", told(groups={**told()["groups"], "contact": part({"prs_MobilePhone": "1"})}))


def smuggled(other):
    return other.written("envelope", told(groups={"course": part({**COURSE, "prs_FirstName": "Consolata"})}))


def altered(other):
    text = json.dumps(other.letter("envelope", told()))
    return other.signed(text, to=partners.ours().seals_to, alter=text.replace("Consolata", "Beatrice"))


def passed_on(other):
    _secret, another = new_identity()
    return other.written("envelope", told(), recipient={"agency": "X", "country": "KE", "seals_to": another})


def in_another_name(other):
    sender_of = {"instance": "Kisima", "country": "TZ", "agency": "A", "signs_with": abroad().keys["signs_with"]}
    return other.written("envelope", told(), sender=sender_of)


def newer(other):
    return other.written("envelope", told(), version=2)


def misshapen(other):
    return other.written("envelope", {**told(), "extra": 1})


def no_day(other):
    return other.written("envelope", told(terms={**told()["terms"], "until": "2099-13-45"}))


def from_tomorrow(other):
    ahead = (now() + dt.timedelta(days=3)).astimezone(dt.UTC).isoformat()
    return other.written("envelope", told(), issued_at=ahead)


def for_another(other):
    _secret, another = new_identity()
    return other.written("envelope", told(), to=another)


BAD = {
    "over": (late, "The time of this envelope is over"),
    "the agreement ended": (ended, "What the person agreed to ended on"),
    "more groups than the terms": (beyond, "holds more than the person agreed to"),
    "a name among the facts": (smuggled, "holds more than the person agreed to"),
    "altered on its way": (altered, "The signature of this file is wrong"),
    "passed on by another": (passed_on, "was written to another instance"),
    "signed by another than it says": (in_another_name, "The signature of this file is wrong"),
    "a version to come": (newer, "made by a version of Tabara that this one does not know"),
    "another shape": (misshapen, "does not have the shape of its version"),
    "a day that is none": (no_day, "does not have the shape of its version"),
    "from the future": (from_tomorrow, "made in the future"),
    "sealed to another": (for_another, "cannot be opened here"),
    "no file of ours": (lambda other: b"PK\x03\x04 something else", "cannot be opened here"),
    "empty": (lambda other: b"", "cannot be opened here"),
    "cut short": (lambda other: other.written("envelope", told())[:-20], "cannot be opened here"),
    "too large": (lambda other: b"x" * (512 * 1024 + 1), "larger than 512 KB"),
    "no letter": (lambda other: other.signed("[1, 2]", to=partners.ours().seals_to), "it is no envelope"),
    "no JSON": (lambda other: other.signed("{", to=partners.ours().seals_to), "it is no envelope"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_gets_a_sentence_and_leaves_nothing(what):
    worker, other = sender(), abroad()
    partner_of(other)
    make, said = BAD[what]
    with pytest.raises(Refused, match=said):
        take_in(by=worker, at=now(), file=make(other))
    assert (Arrival._base_manager.count(), DataKey.objects.filter(purpose="narrative").count()) == (0, 0)
