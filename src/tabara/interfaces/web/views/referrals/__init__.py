"""The pages of referrals: sent, answered, ended, watched over; and of cases that change hands."""

from django.urls import URLPattern

from tabara.interfaces.web.views.referrals import (
    ending,
    following,
    offering,
    received,
    sending,
    transfers,
    watching,
)

urlpatterns: list[URLPattern] = [
    *sending.urlpatterns,
    *following.urlpatterns,
    *watching.urlpatterns,
    *received.urlpatterns,
    *ending.urlpatterns,
    *offering.urlpatterns,
    *transfers.urlpatterns,
]
