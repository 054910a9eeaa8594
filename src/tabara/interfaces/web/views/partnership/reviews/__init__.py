"""The pages of reviews from outside: what they say, what becomes of it, the frames, the dossier."""

from tabara.interfaces.web.views.partnership.reviews import (
    answering,
    dossier,
    editions,
    frames,
    recommendations,
    reviews,
)

urlpatterns = [
    *reviews.urlpatterns,
    *editions.urlpatterns,
    *recommendations.urlpatterns,
    *answering.urlpatterns,
    *frames.urlpatterns,
    *dossier.urlpatterns,
]
