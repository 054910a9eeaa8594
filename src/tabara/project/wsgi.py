"""The door for the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tabara.sealing.root import root_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tabara.project.settings")
application = get_wsgi_application()
root_key(settings.HOME)  # without it each process would sign sessions with a secret of its own: do not even start
