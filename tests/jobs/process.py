"""A worker as a process of its own, on the test's database: python -m tests.jobs.process NAME LEASE."""

import datetime as dt
import signal
import sys

import django
from django.conf import settings


def main() -> None:
    """Work until told to stop."""
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    from tabara import jobs

    stop = jobs.StopWord()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    jobs.work(stop=stop, lease=dt.timedelta(seconds=float(sys.argv[2])), pause=0.05)


main()
