"""The app of referrals."""

from django.apps import AppConfig


class ReferralConfig(AppConfig):
    """Referrals between agencies, and cases that go from one to another."""

    name = "tabara.protection.referral"
    label = "referral"

    def ready(self) -> None:
        """Have referrals end with the consent that they stand on, and with their own time, every day."""
        from tabara import jobs
        from tabara.protection.referral import operations  # noqa: F401 - it names what follows a consent
        from tabara.protection.referral.chores import expire_referrals

        jobs.every_day("referral.expire_referrals", expire_referrals)
