"""The pages of sharing: what a person agrees to, referrals, emergency access, and who can see a case."""

from django.urls import URLPattern

from tabara.interfaces.web.views.sharing import agreeing, emergency, received, referring, seers

urlpatterns: list[URLPattern] = [
    *agreeing.urlpatterns,
    *referring.urlpatterns,
    *received.urlpatterns,
    *emergency.urlpatterns,
    *seers.urlpatterns,
]
