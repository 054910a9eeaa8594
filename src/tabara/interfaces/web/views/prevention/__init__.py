"""The pages of prevention: what was told to people, who was trained."""

from tabara.interfaces.web.views.prevention import (
    campaigns,
    certificates,
    context,
    courses,
    home,
    lists,
    recruitment,
    sessions,
    trainings,
)

urlpatterns = [
    *home.urlpatterns,
    *campaigns.urlpatterns,
    *context.urlpatterns,
    *sessions.urlpatterns,
    *courses.urlpatterns,
    *trainings.urlpatterns,
    *lists.urlpatterns,
    *recruitment.urlpatterns,
    *certificates.urlpatterns,
]
