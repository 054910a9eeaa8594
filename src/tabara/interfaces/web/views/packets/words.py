"""How a packet stands, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tabara.protection.handover.enums import PacketState

PACKET_STATES: Mapping[str, str | Promise] = {
    PacketState.MADE: gettext_lazy("not opened yet"),
    PacketState.OPENED: gettext_lazy("opened by the recipient"),
    PacketState.LOCKED: gettext_lazy("locked after too many wrong words"),
    PacketState.REVOKED: gettext_lazy("taken back"),
    PacketState.EXPIRED: gettext_lazy("time is over"),
    PacketState.CLOSED: gettext_lazy("answered"),
}
