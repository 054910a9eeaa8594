"""What one instance writes to another: signed by the one, sealed to the other, and checked before anything is believed.

A letter is a JSON text of the shape in letter-1.schema.json. Its bytes are signed as they are, so that no two ways of
writing the same thing have to agree; the recipient's key stands inside what is signed, so that whoever received it
cannot seal it to somebody else as if it came from its first sender.
"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.exchange.handover.shape import first_fault
from tabara.sealing import partners
from tabara.sealing.recipients import NotForUs, seal_to

VERSION = 1
MOST = 512 * 1024  # bytes of a file; an envelope with everything in it has some 20 KB


class Kind(StrEnum):
    """What a letter is."""

    ENVELOPE = "envelope"
    RECEIPT = "receipt"
    OUTCOME = "outcome"
    NOTICE = "notice"  # the person takes her agreement back


@dataclass(frozen=True)
class Sender:
    """Who wrote a letter, as it says itself; `signs_with` is what was checked."""

    instance: str
    country: str
    agency: str
    signs_with: str


@dataclass(frozen=True)
class Recipient:
    """To whom a letter is sealed."""

    agency: str
    country: str
    seals_to: str


@dataclass(frozen=True)
class Letter:
    """One letter; `about` is the number of the envelope that it answers."""

    kind: Kind
    number: uuid.UUID
    issued_at: dt.datetime
    sender: Sender
    recipient: Recipient
    told: Mapping[str, Any]
    about: uuid.UUID | None = None
    expires_at: dt.datetime | None = None


def write(letter: Letter) -> bytes:
    """Return a letter as a file: signed by this instance, sealed to its recipient."""
    plain = {
        "format": "tabara-letter",
        "version": VERSION,
        "kind": str(letter.kind),
        "number": str(letter.number),
        "about": str(letter.about) if letter.about else None,
        "issued_at": letter.issued_at.astimezone(dt.UTC).isoformat(),
        "expires_at": letter.expires_at.astimezone(dt.UTC).isoformat() if letter.expires_at else None,
        "sender": vars(letter.sender),
        "recipient": vars(letter.recipient),
        "told": dict(letter.told),
    }
    if fault := first_fault(plain):
        raise ValueError(f"What was to be written does not have the shape of a letter, at {fault}")
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    signed = {"format": "tabara-signed", "version": VERSION, "letter": text, "signature": partners.sign(text.encode())}
    return seal_to([letter.recipient.seals_to], json.dumps(signed, ensure_ascii=False).encode())


def read(file: bytes) -> Letter:
    """Return the letter in a file that was sealed to this instance, and signed with the key that it names.

    Whose key that is, the caller asks of the register: here is shown only that its owner wrote it, to us.

    Raises:
        Refused: with a sentence, for a file that is too large, not for us, altered, or of a shape we do not know.
    """
    if len(file) > MOST:
        raise Refused(_("This file is larger than 512 KB. An envelope is smaller: choose the right file."), "file")
    signed = _parsed(_opened(file))
    if signed.get("format") != "tabara-signed" or not isinstance(signed.get("letter"), str):
        raise Refused(_("This file was sealed to us, but it is no envelope, receipt, outcome or notice."), "file")
    _refuse_version(signed)
    plain = _parsed(signed["letter"].encode())
    _refuse_version(plain)
    if first_fault(plain):
        raise Refused(_("This file does not have the shape of its version. Ask the sender to make it again."), "file")
    _refuse_altered(plain, signed)
    return _letter(plain)


def _opened(file: bytes) -> bytes:
    try:
        return partners.open_ours(file)
    except NotForUs:
        raise Refused(
            _(
                "This file cannot be opened here: it was sealed to another instance, was altered, or is no envelope. "
                "Ask the sender to make it anew, with the key of this instance."
            ),
            "file",
        ) from None


def _parsed(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(_("This file was sealed to us, but it is no envelope, receipt, outcome or notice."), "file")
    return found


def _refuse_version(found: Mapping[str, Any]) -> None:
    if found.get("version") != VERSION:
        raise Refused(
            _("This file was made by a version of Tabara that this one does not know. Bring this one up to date."),
            "file",
        )


def _refuse_altered(plain: Mapping[str, Any], signed: Mapping[str, Any]) -> None:
    key, signature = plain["sender"]["signs_with"], signed.get("signature")
    if not isinstance(signature, str) or not partners.signed(key, signed["letter"].encode(), signature):
        raise Refused(_("The signature of this file is wrong: it was altered on its way. Do not use it."), "file")
    if plain["recipient"]["seals_to"] != partners.ours().seals_to:
        raise Refused(_("This file was written to another instance, which passed it on. Do not use it."), "file")


def _letter(plain: Mapping[str, Any]) -> Letter:
    try:
        return Letter(
            kind=Kind(plain["kind"]),
            number=uuid.UUID(plain["number"]),
            issued_at=dt.datetime.fromisoformat(plain["issued_at"]),
            sender=Sender(**plain["sender"]),
            recipient=Recipient(**plain["recipient"]),
            told=plain["told"],
            about=uuid.UUID(plain["about"]) if plain["about"] else None,
            expires_at=dt.datetime.fromisoformat(plain["expires_at"]) if plain["expires_at"] else None,
        )
    except ValueError:
        raise Refused(
            _("This file does not have the shape of its version. Ask the sender to make it again."), "file"
        ) from None
