"""The app."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """See the package."""

    name = "tabara.publication"
    label = "publication"
