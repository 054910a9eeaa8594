"""The app of who works together."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """Models and operations of who works together."""

    name = "tabara.partnership"
    label = "partnership"

    def ready(self) -> None:
        """Name what is sealed and is no case: minutes of meetings, lines of offices abroad, published documents."""
        from tabara.partnership.queries import lines_sealed_apart, sealed_apart, sealed_guidance
        from tabara.protection.intake.queries import also_sealed

        also_sealed(sealed_apart)
        also_sealed(lines_sealed_apart)
        also_sealed(sealed_guidance)
