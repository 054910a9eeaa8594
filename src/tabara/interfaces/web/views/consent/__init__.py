"""The pages of consent: what was told and agreed, the paper for it, who was told of a no, and how to reach somebody."""

from django.urls import URLPattern

from tabara.interfaces.web.views.consent import asking, contact, notices, overview, paper

urlpatterns: list[URLPattern] = [
    *overview.urlpatterns,
    *asking.urlpatterns,
    *paper.urlpatterns,
    *contact.urlpatterns,
    *notices.urlpatterns,
]
