"""The app of intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Registration and search; it has no tables of its own."""

    name = "tabara.protection.intake"
    label = "intake"
