"""The app of accounts and acts."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AccessConfig(AppConfig):
    """Accounts, agencies and the audit chain."""

    name = "tabara.access"
    label = "access"

    def ready(self) -> None:
        """Let every connection to PostgreSQL be told in whose name it is asked."""
        from tabara.access.walls import wire  # models can be imported only now

        connection_created.connect(wire.install)
