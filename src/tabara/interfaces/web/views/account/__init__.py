"""The pages of one's own account: what shows who one is, the password, and where one is signed in."""

from django.urls import URLPattern

from tabara.interfaces.web.views.account import calendar, factors, own, proving

urlpatterns: list[URLPattern] = [*own.urlpatterns, *factors.urlpatterns, *calendar.urlpatterns, *proving.urlpatterns]
