"""Start-up: which pack this process speaks for."""

from django.apps import AppConfig
from django.conf import settings


class ProjectConfig(AppConfig):
    """The app that ties the others together."""

    name = "tabara.project"
    label = "project"

    def ready(self) -> None:
        """Load the country's pack and make it the one in use."""
        from tabara import codelists

        codelists.use(codelists.load_pack(settings.PACKS / settings.PACK))
