"""The app of the directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Providers, what they offer to whom, and places to sleep."""

    name = "tabara.protection.directory"
    label = "directory"

    def ready(self) -> None:
        """Have the tasks of stays and of asked places derived from their rows."""
        from tabara.protection.directory import operations  # noqa: F401 - it names what falls due
