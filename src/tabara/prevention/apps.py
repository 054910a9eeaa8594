"""The app of awareness and training."""

from django.apps import AppConfig


class PreventionConfig(AppConfig):
    """Models and operations of awareness and training."""

    name = "tabara.prevention"
    label = "prevention"

    def ready(self) -> None:
        """Name what the lists of trainings and the words of complaints seal, which is no case."""
        from tabara.prevention.queries.recruitment import words_sealed_apart
        from tabara.prevention.queries.training import sealed_apart
        from tabara.protection.intake.queries import also_sealed

        also_sealed(sealed_apart)
        also_sealed(words_sealed_apart)
