"""The pages of packets to somebody without an account: what a worker makes, and the door at which it is opened."""

from django.urls import URLPattern

from tabara.interfaces.web.views.packets import composing, following, opening

urlpatterns: list[URLPattern] = [
    *composing.urlpatterns,
    *following.urlpatterns,
    *opening.urlpatterns,
]
