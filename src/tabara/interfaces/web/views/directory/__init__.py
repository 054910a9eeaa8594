"""The pages of the directory: providers, the help for a case, the places of a shelter."""

from django.urls import URLPattern

from tabara.interfaces.web.views.directory import board, helping, keeping, listing, offering, places, safety, stays

urlpatterns: list[URLPattern] = [
    pattern
    for module in (listing, keeping, offering, board, helping, places, safety, stays)
    for pattern in module.urlpatterns
]
