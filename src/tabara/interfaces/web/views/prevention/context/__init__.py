"""Where to act next, and the files that it rests on."""

from tabara.interfaces.web.views.prevention.context import files, where

urlpatterns = [*where.urlpatterns, *files.urlpatterns]
