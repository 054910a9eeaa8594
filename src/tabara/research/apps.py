"""The app of research."""

from django.apps import AppConfig


class ResearchConfig(AppConfig):
    """Models and operations of lists, linkages, counts and studies."""

    name = "tabara.research"
    label = "research"
