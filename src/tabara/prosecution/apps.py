"""The app of court files."""

from django.apps import AppConfig


class ProsecutionConfig(AppConfig):
    """Models and operations of what comes before the courts."""

    name = "tabara.prosecution"
    label = "prosecution"

    def ready(self) -> None:
        """Have a tie end with the agreement that it stands on, and the check of the databases know our keys."""
        from tabara.prosecution import operations, queries  # noqa: F401 - the first names what follows a consent
        from tabara.protection.intake.queries import also_sealed

        also_sealed(queries.sealed_apart)
