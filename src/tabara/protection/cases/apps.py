"""The app of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Persons by number, their cases, consents, screenings and determinations."""

    name = "tabara.protection.cases"
    label = "cases"

    def ready(self) -> None:
        """Let go of what changed long ago, every day."""
        from tabara import jobs
        from tabara.protection.cases.chores import forget_changes

        jobs.every_day("cases.forget_changes", forget_changes)
