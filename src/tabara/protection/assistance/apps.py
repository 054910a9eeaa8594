"""The app of help given."""

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    """Models and operations of help given."""

    name = "tabara.protection.assistance"
    label = "assistance"
