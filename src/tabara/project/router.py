"""Which database a table lives in: people in the vault, keys beside it, everything else in the default one."""

from typing import Any

from tabara.mart import source

ALIAS_OF_APP = {"vault": "vault", "sealing": "keys"}


class Router:
    """Send each model to its own database and keep the migrations of one out of the others."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Return the alias that holds the model; the mart reads by one of its own."""
        app = model._meta.app_label
        return source.alias_for(app) or ALIAS_OF_APP.get(app, "default")

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """Return the alias that holds the model."""
        return ALIAS_OF_APP.get(model._meta.app_label, "default")

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Return whether both objects live in the same database."""
        return self.db_for_write(one) == self.db_for_write(other)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Return whether the app's tables belong in the database."""
        return ALIAS_OF_APP.get(app_label, "default") == db
