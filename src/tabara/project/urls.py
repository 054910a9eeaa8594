"""All addresses."""

from django.urls import include, path

urlpatterns = [path("", include("tabara.interfaces.web.urls"))]
