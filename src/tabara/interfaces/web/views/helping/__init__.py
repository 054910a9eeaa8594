"""The pages of help: of one case, and what an agency has in its stores and its book."""

from django.urls import URLPattern

from tabara.interfaces.web.views.helping import businesses, deciding, learning, money, overview, planning, stock, things

urlpatterns: list[URLPattern] = [
    *overview.urlpatterns,
    *planning.urlpatterns,
    *money.urlpatterns,
    *things.urlpatterns,
    *learning.urlpatterns,
    *businesses.urlpatterns,
    *stock.urlpatterns,
    *deciding.urlpatterns,
]
