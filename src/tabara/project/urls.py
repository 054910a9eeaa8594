"""All addresses."""

from django.urls import include, path

urlpatterns = [path("", include("tabara.interfaces.web.urls"))]
handler400 = "tabara.interfaces.web.views.errors.unreadable"
handler403 = "tabara.interfaces.web.views.errors.forbidden"
handler404 = "tabara.interfaces.web.views.errors.not_found"
handler500 = "tabara.interfaces.web.views.errors.broken"
