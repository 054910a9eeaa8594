"""What was handed over, to whom, and what came back."""

from tabara.protection.handover.models.packets import Outsider, Packet

__all__ = ["Outsider", "Packet"]
