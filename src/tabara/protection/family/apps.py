"""The app of families."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    """Models and operations of households, guardians, tracing and ties between cases."""

    name = "tabara.protection.family"
    label = "family"

    def ready(self) -> None:
        """Let what falls due in tracing be known to the tasks."""
        from tabara.protection.family import operations  # noqa: F401 - it names where its tasks come from
