"""The app of who works together."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """Models and operations of who works together."""

    name = "tabara.partnership"
    label = "partnership"

    def ready(self) -> None:
        """Name what the minutes of meetings and the lines of offices abroad seal, which is no case."""
        from tabara.partnership.queries import lines_sealed_apart, sealed_apart
        from tabara.protection.intake.queries import also_sealed

        also_sealed(sealed_apart)
        also_sealed(lines_sealed_apart)
