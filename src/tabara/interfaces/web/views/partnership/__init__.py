"""The pages of partnership: who works together, what they meet about, what they decide."""

from tabara.interfaces.web.views.partnership import (
    agenda,
    between,
    brief,
    decisions,
    guidance,
    home,
    meetings,
    members,
    plan,
    reviews,
    sitting,
)

urlpatterns = [
    *home.urlpatterns,
    *meetings.urlpatterns,
    *agenda.urlpatterns,
    *brief.urlpatterns,
    *sitting.urlpatterns,
    *decisions.urlpatterns,
    *members.urlpatterns,
    *between.urlpatterns,
    *reviews.urlpatterns,
    *guidance.urlpatterns,
    *plan.urlpatterns,
]
