"""The app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """See the package."""

    name = "tabara.interfaces.web"
    label = "web"
