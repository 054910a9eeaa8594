"""The states the code branches on, and what a packet can hold."""

from collections.abc import Mapping
from enum import StrEnum

from tabara.access.enums import FieldGroup


class Way(StrEnum):
    """How a packet reaches whoever has no account."""

    LINK = "link"  # sent by any message; the words are said by another way
    SHEET = "sheet"  # the same link as squares on paper
    FILE = "file"  # sealed with age to the recipient's key, or with words


class PacketState(StrEnum):
    """Where a packet stands; what became of the person is the state of its referral."""

    MADE = "made"
    OPENED = "opened"
    LOCKED = "locked"  # too many wrong words
    REVOKED = "revoked"
    EXPIRED = "expired"
    CLOSED = "closed"  # answered for good: declined, done or given back


_ENDS = frozenset({PacketState.LOCKED, PacketState.REVOKED, PacketState.EXPIRED, PacketState.CLOSED})
PACKET_STEPS: Mapping[PacketState, frozenset[PacketState]] = {
    PacketState.MADE: _ENDS | {PacketState.OPENED},
    PacketState.OPENED: _ENDS,
    PacketState.LOCKED: frozenset(),
    PacketState.REVOKED: frozenset(),
    PacketState.EXPIRED: frozenset(),
    PacketState.CLOSED: frozenset(),
}
LIVE = (PacketState.MADE, PacketState.OPENED)


class PacketField(StrEnum):
    """One thing about the person that a packet can hold, in the order in which it is read."""

    NAME = "name"
    SEX = "sex"
    AGE = "age"
    CITIZENSHIP = "citizenship"
    PLACE = "place"
    NEEDS = "needs"
    CATEGORY = "category"
    DETERMINATION = "determination"
    EXPLOITATION = "exploitation"
    SERVICES = "services"
    PHONE = "phone"
    MESSAGE = "message"


# A field is offered only where the person agreed to its group, for this recipient.
GROUP_OF: Mapping[PacketField, FieldGroup] = {
    PacketField.NAME: FieldGroup.IDENTITY,
    PacketField.SEX: FieldGroup.COURSE,
    PacketField.AGE: FieldGroup.COURSE,
    PacketField.CITIZENSHIP: FieldGroup.COURSE,
    PacketField.PLACE: FieldGroup.COURSE,
    PacketField.NEEDS: FieldGroup.COURSE,
    PacketField.CATEGORY: FieldGroup.COURSE,
    PacketField.DETERMINATION: FieldGroup.FINDINGS,
    PacketField.EXPLOITATION: FieldGroup.FINDINGS,
    PacketField.SERVICES: FieldGroup.SERVICES,
    PacketField.PHONE: FieldGroup.CONTACT,
    PacketField.MESSAGE: FieldGroup.NARRATIVE,
}
WHO = (PacketField.NAME, PacketField.PHONE)  # out of the vault, with a reason


class Reply(StrEnum):
    """What whoever received a packet answers."""

    ACCEPT = "accept"
    DECLINE = "decline"
    DONE = "done"
    RETURN = "return"


class EnvelopeState(StrEnum):
    """Where an envelope stands that went to another country, as its sender knows it."""

    MADE = "made"  # it waits for the receipt
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"  # what came of it is told
    TAKEN_BACK = "taken_back"  # the person no longer agrees, or it was never sent


ENVELOPE_STEPS: Mapping[EnvelopeState, frozenset[EnvelopeState]] = {
    EnvelopeState.MADE: frozenset({EnvelopeState.ACCEPTED, EnvelopeState.DECLINED, EnvelopeState.TAKEN_BACK}),
    EnvelopeState.ACCEPTED: frozenset({EnvelopeState.DONE, EnvelopeState.TAKEN_BACK}),
    EnvelopeState.DECLINED: frozenset(),
    EnvelopeState.DONE: frozenset({EnvelopeState.TAKEN_BACK}),
    EnvelopeState.TAKEN_BACK: frozenset(),
}


class ArrivalState(StrEnum):
    """Where an envelope stands that came from another country."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    EXPIRED = "expired"  # nobody answered in time; what was in it is gone
    TAKEN_BACK = "taken_back"  # the person no longer agrees, as its sender tells


ARRIVAL_STEPS: Mapping[ArrivalState, frozenset[ArrivalState]] = {
    ArrivalState.WAITING: frozenset(
        {ArrivalState.ACCEPTED, ArrivalState.DECLINED, ArrivalState.EXPIRED, ArrivalState.TAKEN_BACK}
    ),
    ArrivalState.ACCEPTED: frozenset({ArrivalState.DONE, ArrivalState.TAKEN_BACK}),
    ArrivalState.DECLINED: frozenset(),
    ArrivalState.DONE: frozenset({ArrivalState.TAKEN_BACK}),
    ArrivalState.EXPIRED: frozenset(),
    ArrivalState.TAKEN_BACK: frozenset(),
}
