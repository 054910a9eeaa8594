"""The pages before one is in: name and password, a passkey, the second factor, and the first time."""

from django.urls import URLPattern

from tabara.interfaces.web.views.arriving import beginning, second, signing_in

urlpatterns: list[URLPattern] = [*signing_in.urlpatterns, *second.urlpatterns, *beginning.urlpatterns]
