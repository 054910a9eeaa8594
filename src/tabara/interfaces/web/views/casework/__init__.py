"""The pages of cases: the list, one case, who it is about, what is done with it, and the help given."""

from django.urls import URLPattern

from tabara.interfaces.web.views.casework import (
    care,
    case,
    documents,
    ending,
    facts,
    identity,
    listing,
    services,
    summary,
)

urlpatterns: list[URLPattern] = [
    *listing.urlpatterns,
    *case.urlpatterns,
    *identity.urlpatterns,
    *care.urlpatterns,
    *ending.urlpatterns,
    *facts.urlpatterns,
    *documents.urlpatterns,
    *services.urlpatterns,
    *summary.urlpatterns,
]
