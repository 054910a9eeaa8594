"""The door for the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections
from django.db.backends.signals import connection_created

from tabara.access.walls import fitness
from tabara.access.walls.address import OWNER
from tabara.project.logs import hush
from tabara.sealing.root import ring

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tabara.project.settings")
application = get_wsgi_application()
hush()
if os.environ.get(OWNER):
    raise SystemExit(
        f"{OWNER} must be absent from a server that runs: only the command that prepares databases has it."
    )
ring(settings.HOME)  # without it each process would sign sessions with a secret of its own: do not even start
if not settings.DEMO:  # each page of invented people says that they are; only then may a superuser serve
    connection_created.connect(fitness.refuse)
try:
    from tabara.sealing.rotation import demand_keys

    demand_keys()
except DatabaseError:
    pass  # a database that is down is said on every page; the keys are asked for whenever they are used
finally:
    connections.close_all()
