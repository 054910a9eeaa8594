"""The app of awareness and training."""

from django.apps import AppConfig


class PreventionConfig(AppConfig):
    """Models and operations of awareness and training."""

    name = "tabara.prevention"
    label = "prevention"

    def ready(self) -> None:
        """Name what the lists of trainings seal, which is no case."""
        from tabara.prevention.queries.training import sealed_apart
        from tabara.protection.intake.queries import also_sealed

        also_sealed(sealed_apart)
