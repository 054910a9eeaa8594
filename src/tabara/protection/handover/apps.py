"""The app of what is handed over."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """Packets to somebody without an account, envelopes between countries."""

    name = "tabara.protection.handover"
    label = "handover"

    def ready(self) -> None:
        """Have packets end with their referrals, with who the person is, and with their own time, every day."""
        from tabara import jobs
        from tabara.protection.handover.chores import end_packets
        from tabara.protection.handover.operations import packet  # noqa: F401 - it names what follows a referral

        jobs.every_day("handover.end_packets", end_packets)
