"""The pages of the work itself: flags, what changed, who carries how much."""

from django.urls import URLPattern

from tabara.interfaces.web.views.work import changes, flags, workload

urlpatterns: list[URLPattern] = [*flags.urlpatterns, *changes.urlpatterns, *workload.urlpatterns]
