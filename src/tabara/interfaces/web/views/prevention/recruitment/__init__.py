"""The pages of recruitment agencies: is it licensed, what is complained of, what was warned of."""

from tabara.interfaces.web.views.prevention.recruitment import checking, complaints, firms, lists, warnings

urlpatterns = [
    *checking.urlpatterns,
    *firms.urlpatterns,
    *lists.urlpatterns,
    *complaints.urlpatterns,
    *warnings.urlpatterns,
]
