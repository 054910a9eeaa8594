"""All addresses."""

from django.urls import include, path

urlpatterns = [path("", include("tabara.interfaces.web.urls"))]
handler404 = "tabara.interfaces.web.views.errors.not_found"
handler500 = "tabara.interfaces.web.views.errors.broken"
