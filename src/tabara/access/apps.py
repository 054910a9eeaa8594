"""The app of accounts and acts."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, agencies and the audit chain."""

    name = "tabara.access"
    label = "access"
