"""What is kept of partners in other countries, of what went to them and what came from them."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Basis, Entry, Owner, Secrecy, While, accounted, help_to, told

ENVELOPES: Mapping[str, Entry] = {
    "handover.Partner": Entry(
        Owner.INSTANCE,
        (Basis.TASK,),
        Secrecy.INTERNAL,
        (While.INSTANCE,),
        "Know the instances of other countries by their keys, which two persons here have agreed on",
    ),
    "handover.Envelope": accounted("Show what a person agreed to have told abroad, to whom, and what came of it"),
    "handover.Envelope.file": told("Carry to the partner what the person agreed to, and nothing else"),
    "handover.Envelope.note": told("Know what became of the person, as the partner tells it"),
    "handover.Arrival": help_to("Receive a person who comes from another country, and tell her sender what came of it"),
    "handover.Arrival.content": told("Know what the person agreed to have told here, as its sender tells it"),
    "handover.Arrival.note": told("Tell the sender what became of the person"),
}
