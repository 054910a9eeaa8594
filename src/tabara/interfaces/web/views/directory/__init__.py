"""The pages of the directory: providers, the help for a case, the places of a shelter."""

from django.urls import URLPattern

from tabara.interfaces.web.views.directory import (
    board,
    files,
    helping,
    keeping,
    listing,
    offering,
    places,
    safety,
    stays,
)

urlpatterns: list[URLPattern] = [
    pattern
    for module in (listing, keeping, files, offering, board, helping, places, safety, stays)
    for pattern in module.urlpatterns
]
