"""The door for the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections

from tabara.sealing.root import ring

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tabara.project.settings")
application = get_wsgi_application()
ring(settings.HOME)  # without it each process would sign sessions with a secret of its own: do not even start
try:
    from tabara.sealing.rotation import demand_keys

    demand_keys()
except DatabaseError:
    pass  # a database that is down is said on every page; the keys are asked for whenever they are used
finally:
    connections.close_all()
