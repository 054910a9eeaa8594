"""The pages of the work with other countries."""

from tabara.interfaces.web.views.partnership.between import agreements, countries, encounters, offices

urlpatterns = [
    *countries.urlpatterns,
    *agreements.urlpatterns,
    *encounters.urlpatterns,
    *offices.urlpatterns,
]
