"""The app."""

from django.apps import AppConfig


class MartConfig(AppConfig):
    """See the package."""

    name = "tabara.mart"
    label = "mart"
