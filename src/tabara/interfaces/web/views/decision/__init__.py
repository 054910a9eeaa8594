"""The pages that decide: the screening, which finds out, and the determination, which concludes."""

from django.urls import URLPattern

from tabara.interfaces.web.views.decision import determination, screening

urlpatterns: list[URLPattern] = [*screening.urlpatterns, *determination.urlpatterns]
