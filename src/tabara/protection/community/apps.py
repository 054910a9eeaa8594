"""The app of focal points and alerts."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Models and operations of focal points and alerts."""

    name = "tabara.protection.community"
    label = "community"
