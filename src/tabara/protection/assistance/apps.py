"""The app of help given."""

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    """Models and operations of help given."""

    name = "tabara.protection.assistance"
    label = "assistance"

    def ready(self) -> None:
        """Say what falls due in this room."""
        from tabara.protection.assistance import operations  # noqa: F401 - they name what they derive
        from tabara.protection.assistance.operations import passing  # noqa: F401 - and what goes with a case
