"""The app of return and reintegration."""

from django.apps import AppConfig


class ReintegrationConfig(AppConfig):
    """Returns, plans of reintegration, visits, endings."""

    name = "tabara.protection.reintegration"
    label = "reintegration"

    def ready(self) -> None:
        """Have returns and visits end with the consent that they stand on, and say what falls due."""
        from tabara.protection.reintegration import operations  # noqa: F401 - it names what follows a consent
