"""The pages of the National Action Plan: its scorecard, its activities, its workbooks."""

from tabara.interfaces.web.views.partnership.plan import activities, scorecard, workbooks

urlpatterns = [*scorecard.urlpatterns, *activities.urlpatterns, *workbooks.urlpatterns]
