"""What is kept of referrals, and of cases that change hands."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Entry, accounted, help_to, told

REFERRALS: Mapping[str, Entry] = {
    "referral.Referral": help_to("Ask a provider to meet a need that the person wants met, and know what came of it"),
    "referral.Referral.message": told("Say to whoever helps what they have to know before they begin"),
    "referral.Referral.note": told("Say to whoever carries the case what came of it"),
    "handover.Outsider": help_to("Refer a person to an organisation of which nobody has an account"),
    "handover.Packet": help_to("Let somebody without an account decide on a need, and know what came of it"),
    "handover.Packet.sealed": told("Show whoever was asked what the person agreed to, once, and nobody else"),
    "handover.Packet.proof": told("Know whoever received it again when the answer comes"),
    "referral.Transfer": accounted("Show which agency carries a person from which day on, and that she agreed"),
}
