"""What may happen to envelopes between countries where files are written and read."""

from tabara.exchange.handover.operations.accepting import Registering, accept_arrival, decline_arrival, drop_expired
from tabara.exchange.handover.operations.answering import (
    fetch_outcome,
    fetch_receipt,
    open_arrival,
    record_outcome,
)
from tabara.exchange.handover.operations.files import LetterFile
from tabara.exchange.handover.operations.making import (
    Asked,
    fetch_envelope,
    fetch_notice,
    make_envelope,
    preview_envelope,
)
from tabara.exchange.handover.operations.taking import take_in

__all__ = [
    "Asked",
    "LetterFile",
    "Registering",
    "accept_arrival",
    "decline_arrival",
    "drop_expired",
    "fetch_envelope",
    "fetch_notice",
    "fetch_outcome",
    "fetch_receipt",
    "make_envelope",
    "open_arrival",
    "preview_envelope",
    "record_outcome",
    "take_in",
]
