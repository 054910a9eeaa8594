"""The pages of prosecution: court files from the complaint to the end."""

from tabara.interfaces.web.views.prosecution import (
    correcting,
    files,
    handing,
    hearings,
    home,
    judging,
    of_case,
    suspects,
    victims,
)

urlpatterns = [
    *home.urlpatterns,
    *files.urlpatterns,
    *suspects.urlpatterns,
    *hearings.urlpatterns,
    *judging.urlpatterns,
    *victims.urlpatterns,
    *of_case.urlpatterns,
    *correcting.urlpatterns,
    *handing.urlpatterns,
]
