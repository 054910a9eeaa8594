"""A packet to somebody without an account: named, made, opened at its door, answered, ended."""

from tabara.protection.handover.operations.packet.answering import answer_packet, record_answer, tell_recipient
from tabara.protection.handover.operations.packet.content import show_packet
from tabara.protection.handover.operations.packet.door import fetch_file, read_packet, try_packet
from tabara.protection.handover.operations.packet.ending import end_packet
from tabara.protection.handover.operations.packet.outsiders import name_recipient
from tabara.protection.handover.operations.packet.sending import Road, print_sheet, send_packet

__all__ = [
    "Road",
    "answer_packet",
    "end_packet",
    "fetch_file",
    "name_recipient",
    "print_sheet",
    "read_packet",
    "record_answer",
    "send_packet",
    "show_packet",
    "tell_recipient",
    "try_packet",
]
