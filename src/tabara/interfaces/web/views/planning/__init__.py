"""The pages of needs and plan: what stands, and the acts that change it."""

from django.urls import URLPattern

from tabara.interfaces.web.views.planning import approving, doing, goals, interests, meeting, needs, page, writing

urlpatterns: list[URLPattern] = [
    *page.urlpatterns,
    *needs.urlpatterns,
    *writing.urlpatterns,
    *goals.urlpatterns,
    *doing.urlpatterns,
    *approving.urlpatterns,
    *interests.urlpatterns,
    *meeting.urlpatterns,
]
