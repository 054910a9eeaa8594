"""The app of intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Registration and search; what leaves the house, and what is kept how long."""

    name = "tabara.protection.intake"
    label = "intake"

    def ready(self) -> None:
        """Have the schedule of what is kept, and who may be registered twice, looked at every day."""
        from tabara import jobs
        from tabara.protection.intake import operations  # noqa: F401 - it names what falls due
        from tabara.protection.intake.chores import forget_linkages, keep_terms, look_for_duplicates

        jobs.every_day("intake.keep_terms", keep_terms)
        jobs.every_day("intake.forget_linkages", forget_linkages)
        jobs.every_day("intake.look_for_duplicates", look_for_duplicates)
