"""The pages of the way home: the return, the plan and its visits, and how a case ends."""

from django.urls import URLPattern

from tabara.interfaces.web.views.homeward import ending, planning, preparing, travelling, visiting

urlpatterns: list[URLPattern] = [
    *preparing.urlpatterns,
    *travelling.urlpatterns,
    *planning.urlpatterns,
    *visiting.urlpatterns,
    *ending.urlpatterns,
]
