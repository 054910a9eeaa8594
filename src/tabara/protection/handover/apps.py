"""The app of what is handed over."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """Packets to somebody without an account."""

    name = "tabara.protection.handover"
    label = "handover"
