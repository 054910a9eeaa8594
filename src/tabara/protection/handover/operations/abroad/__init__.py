"""What is remembered of envelopes between countries, and what the person's own answer does to them."""

from tabara.protection.handover.operations.abroad.arrived import drop_taken_back
from tabara.protection.handover.operations.abroad.sent import open_note, read_envelope, take_back_envelope

__all__ = ["drop_taken_back", "open_note", "read_envelope", "take_back_envelope"]
