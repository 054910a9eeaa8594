"""The app of awareness and training."""

from django.apps import AppConfig


class PreventionConfig(AppConfig):
    """Models and operations of awareness and training."""

    name = "tabara.prevention"
    label = "prevention"
