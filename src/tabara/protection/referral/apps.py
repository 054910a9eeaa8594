"""The app of referrals."""

from django.apps import AppConfig


class ReferralConfig(AppConfig):
    """Referrals between agencies."""

    name = "tabara.protection.referral"
    label = "referral"

    def ready(self) -> None:
        """Have referrals end with the consent that they stand on."""
        from tabara.protection.referral import operations  # noqa: F401 - it names what follows a consent
