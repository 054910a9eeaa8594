"""One instance that is its own partner abroad: what it seals to the partner, it can open, and so both ends are tried.

Two instances with databases of their own are in test_two_instances.py. Here the partner's keys are another pair, made
by the test, which then writes and reads what the partner would.
"""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyrage import x25519

from tabara.access.models import Member
from tabara.exchange.handover.operations import Asked, fetch_envelope, make_envelope
from tabara.protection.cases.models import Case
from tabara.protection.handover.models import Envelope, Partner
from tabara.protection.handover.operations.partners import add_partner, confirm_partner
from tabara.sealing import partners
from tabara.sealing.partners import WORDS
from tests.factories import approved, fresh, make_agency, make_member
from tests.protection.sharing.sharers import agrees, now, registered, sender, today


@dataclass(frozen=True)
class Abroad:
    """An instance in another country, as its two secret keys."""

    identity: x25519.Identity
    signing: Ed25519PrivateKey
    name: str = "Kisima Refuge"
    country: str = "TZ"

    @property
    def keys(self) -> dict[str, str]:
        """Return its public keys, as it gives them to others."""
        public = self.signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {"seals_to": str(self.identity.to_public()), "signs_with": public.hex()}

    def opened(self, file: bytes) -> dict[str, Any]:
        """Return the letter in a file that was sealed to it."""
        found: dict[str, Any] = json.loads(json.loads(pyrage.decrypt(file, [self.identity]))["letter"])
        return found

    def written(self, kind: str, told: dict[str, Any], *, to: str = "", **changes: Any) -> bytes:
        """Return a letter from it to this instance as a file; `to` seals it to another key than the letter names."""
        return self.signed(json.dumps(self.letter(kind, told, **changes)), to=to or partners.ours().seals_to)

    def letter(self, kind: str, told: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """Return a letter from it to this instance."""
        ours, at = partners.ours(), now()
        return {
            "format": "tabara-letter",
            "version": 1,
            "kind": kind,
            "number": str(uuid.uuid4()),
            "about": None,
            "issued_at": at.astimezone(dt.UTC).isoformat(),
            "expires_at": (at + dt.timedelta(days=30)).astimezone(dt.UTC).isoformat() if kind == "envelope" else None,
            "sender": {
                "instance": "Kisima",
                "country": self.country,
                "agency": self.name,
                "signs_with": self.keys["signs_with"],
            },
            "recipient": {"agency": "Home", "country": "ZZ", "seals_to": ours.seals_to},
            "told": told,
            **changes,
        }

    def signed(self, text: str, *, to: str, alter: str = "", version: int = 1) -> bytes:
        """Return a text as a file: signed, altered afterwards where a test says so, sealed."""
        signature = self.signing.sign(WORDS + text.encode()).hex()
        whole = {"format": "tabara-signed", "version": version, "letter": alter or text, "signature": signature}
        return pyrage.encrypt(json.dumps(whole).encode(), [x25519.Recipient.from_str(to)])


def abroad(**facts: str) -> Abroad:
    """Return an instance in another country."""
    return Abroad(x25519.Identity.generate(), Ed25519PrivateKey.generate(), **facts)


def administrators() -> tuple[Member, Member]:
    """Return a national administrator, and the data protection officer of the same office."""
    office = make_agency("office", kind="commission")
    return make_member("national_administrator", agency=office), make_member("data_protection_officer", agency=office)


def written_down(other: Abroad, by: Member, **changes: str) -> Partner:
    """Write a partner down."""
    facts = {"name": other.name, "kind": "shelter", "country": other.country, "instance": "Kisima", **other.keys}
    return add_partner(by=by, at=now(), **{**facts, **changes})


def partner_of(other: Abroad) -> Partner:
    """Return a partner in use: two persons have agreed on its keys."""
    admin, second = administrators()
    row = written_down(other, admin)
    approval = approved(admin, "handover.confirm_partner", second=second, partner=row)
    return confirm_partner(by=fresh(admin), at=now(), partner=row, approval=approval)


def made(worker: Member, case: Case, partner: Partner, *groups: str, **asked: str) -> Envelope:
    """Ask the person, and make an envelope of what she agreed to."""
    agrees(worker, case, partner.agency, groups)
    what = Asked(asked.pop("purpose", "assistance"), tuple(groups), **asked)
    return make_envelope(by=worker, at=now(), case=case, partner=partner, asked=what)


def carried(worker: Member, row: Envelope) -> bytes:
    """Return the file of an envelope, fetched to be carried."""
    return fetch_envelope(by=worker, at=now(), case=row.case, envelope=row.pk).content


TERMS = {"groups": ["course", "identity"], "language": "fr", "by_guardian": False}
COURSE = {"prs_Gender": "Feminine", "prs_Citizenship": ["ZZ"]}
WHO = {"prs_FirstName": "Consolata", "prs_SecondName": "Mwajuma", "prs_Birthdate": "1999-04-02"}


def told(**changes: Any) -> dict[str, Any]:
    """Return what an envelope from abroad tells."""
    days = {"agreed_on": today().isoformat(), "until": (today() + dt.timedelta(days=60)).isoformat()}
    usual = {
        "purpose": "return",
        "standard": "HTCDS 2.0",
        "terms": {**TERMS, **days},
        "htcds": {"con_Consent": True},
        "groups": {"course": part(COURSE, {"category": "presumed_victim"}), "identity": part(WHO)},
    }
    return {**usual, **changes}


def part(htcds: dict[str, Any], beyond: dict[str, Any] | None = None, codes: dict[str, Any] | None = None) -> Any:
    """Return one group of an envelope."""
    return {"htcds": htcds, "beyond": beyond or {}, "codes": codes or {}}


__all__ = ["Abroad", "abroad", "carried", "made", "partner_of", "registered", "sender", "told", "written_down"]
