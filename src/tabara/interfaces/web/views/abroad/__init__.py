"""The pages of envelopes between countries: made, carried, taken in, answered; and the partners."""

from django.urls import URLPattern

from tabara.interfaces.web.views.abroad import answering, arriving, making, partners, sent

urlpatterns: list[URLPattern] = [
    *making.urlpatterns,
    *sent.urlpatterns,
    *arriving.urlpatterns,
    *answering.urlpatterns,
    *partners.urlpatterns,
]
