"""The pages of figures: the dashboard with its charts, the mart behind it, and the infosheets."""

from django.urls import URLPattern

from tabara.interfaces.web.views.figures import dashboard, making, maps, sheet

urlpatterns: list[URLPattern] = [*dashboard.urlpatterns, *making.urlpatterns, *maps.urlpatterns, *sheet.urlpatterns]
