"""What was handed over, to whom, and what came back."""

from tabara.protection.handover.models.envelopes import Arrival, Envelope, Partner
from tabara.protection.handover.models.packets import Outsider, Packet

__all__ = ["Arrival", "Envelope", "Outsider", "Packet", "Partner"]
