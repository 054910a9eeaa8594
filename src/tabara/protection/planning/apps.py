"""The app of needs and plans."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Assessments, best interests, plans and conferences."""

    name = "tabara.protection.planning"
    label = "planning"

    def ready(self) -> None:
        """Have the tasks of this room be known to whoever rebuilds them."""
        from tabara.protection.planning.operations import due, passing  # noqa: F401 - what the records ask for, of whom
