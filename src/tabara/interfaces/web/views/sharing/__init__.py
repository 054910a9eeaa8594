"""The pages of sharing: what a person agrees to, emergency access, and who can see a case."""

from django.urls import URLPattern

from tabara.interfaces.web.views.sharing import agreeing, emergency, seers

urlpatterns: list[URLPattern] = [
    *agreeing.urlpatterns,
    *emergency.urlpatterns,
    *seers.urlpatterns,
]
