"""The pages of people who may be registered twice, and of questions between agencies."""

from django.urls import URLPattern

from tabara.interfaces.web.views.doubles import answering, comparing, listing, merges, of_case

urlpatterns: list[URLPattern] = [
    *listing.urlpatterns,
    *comparing.urlpatterns,
    *merges.urlpatterns,
    *of_case.urlpatterns,
    *answering.urlpatterns,
]
