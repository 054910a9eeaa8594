"""Research: lists, their linkages, how they overlap, and studies; and apart from it the work of whoever links."""

from tabara.interfaces.web.views.research import home, lists, officer, outside, overlaps, records, studies

urlpatterns = [
    pattern for module in (home, lists, outside, overlaps, studies, officer, records) for pattern in module.urlpatterns
]
