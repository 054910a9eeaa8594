"""The pages that identify a person: interview and screening find out, decisions conclude, and can be contested."""

from django.urls import URLPattern

from tabara.interfaces.web.views.decision import determination, interview, ladder, recourse, reflection, screening

urlpatterns: list[URLPattern] = [
    *screening.urlpatterns,
    *determination.urlpatterns,
    *interview.urlpatterns,
    *ladder.urlpatterns,
    *recourse.urlpatterns,
    *reflection.urlpatterns,
]
