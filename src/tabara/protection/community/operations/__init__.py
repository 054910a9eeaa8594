"""What may be done with focal points and alerts."""

from tabara.protection.community.operations.alerts import Heard, record_alert, triage_alert
from tabara.protection.community.operations.ending import forget_alert, forget_point
from tabara.protection.community.operations.opening import OPENS, Known, Told, open_alert, open_point
from tabara.protection.community.operations.points import (
    add_point,
    attend_training,
    correct_point,
    end_point,
    supervise_point,
)
from tabara.protection.community.operations.settling import close_alert, pass_alert_on, take_alert

__all__ = [
    "OPENS",
    "Heard",
    "Known",
    "Told",
    "add_point",
    "attend_training",
    "close_alert",
    "correct_point",
    "end_point",
    "forget_alert",
    "forget_point",
    "open_alert",
    "open_point",
    "pass_alert_on",
    "record_alert",
    "supervise_point",
    "take_alert",
    "triage_alert",
]
