"""The app of who works together."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """Models and operations of who works together."""

    name = "tabara.partnership"
    label = "partnership"
