"""The pages of the community: alerts, focal points, and the ground that they cover."""

from django.urls import URLPattern

from tabara.interfaces.web.views.community import alerts, cover, keeping, points, settling

urlpatterns: list[URLPattern] = [
    *alerts.urlpatterns,
    *settling.urlpatterns,
    *cover.urlpatterns,
    *keeping.urlpatterns,
    *points.urlpatterns,
]
