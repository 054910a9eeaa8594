"""The pages of intake: search before create, the parts of the form, and the check before it counts."""

from django.urls import URLPattern

from tabara.interfaces.web.views.intake import check, parts, search

urlpatterns: list[URLPattern] = [*search.urlpatterns, *check.urlpatterns, *parts.urlpatterns]
