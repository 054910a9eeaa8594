"""The app of intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Registration and search; what leaves the house, and what is kept how long."""

    name = "tabara.protection.intake"
    label = "intake"
