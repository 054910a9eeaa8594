"""The app of the keys."""

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """Its tables live in a database of their own."""

    name = "tabara.sealing"
    label = "sealing"
    default_auto_field = "django.db.models.BigAutoField"
