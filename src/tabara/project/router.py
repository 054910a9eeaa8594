"""Which database a table lives in: people in the vault, keys beside it, everything else in the default one."""

from typing import Any

ALIAS_OF_APP = {"vault": "vault", "sealing": "keys"}


class Router:
    """Send each model to its own database and keep the migrations of one out of the others."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Return the alias that holds the model."""
        return ALIAS_OF_APP.get(model._meta.app_label, "default")

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Return whether both objects live in the same database."""
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Return whether the app's tables belong in the database."""
        return ALIAS_OF_APP.get(app_label, "default") == db
