"""The pages of figures: the dashboard with its charts, the mart behind it, and the infosheets."""

from django.urls import URLPattern

from tabara.interfaces.web.views.figures import crossed, dashboard, making, maps, releases, sheet

urlpatterns: list[URLPattern] = [
    *(*dashboard.urlpatterns, *making.urlpatterns, *maps.urlpatterns),
    *(*crossed.urlpatterns, *sheet.urlpatterns, *releases.urlpatterns),
]
