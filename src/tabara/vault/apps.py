"""The app of identities."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Its tables live in a database of their own."""

    name = "tabara.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"
