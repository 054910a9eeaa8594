"""The app of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Persons by number, their cases, consents, screenings and determinations."""

    name = "tabara.protection.cases"
    label = "cases"
