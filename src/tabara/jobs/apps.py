"""The app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """See the package."""

    name = "tabara.jobs"
    label = "jobs"
