"""Runs inside the instance under test: puts people to work before the first kill, and tells what is there after it."""

import json
import shutil
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must stand before models are imported
from django.db import connections  # noqa: E402 - Django must stand first
from django.test import Client  # noqa: E402 - Django must stand first
from django.utils import timezone  # noqa: E402 - Django must stand first

from tabara.access import audit  # noqa: E402 - Django must stand first
from tabara.access.founding import NewAgency, NewMember, found  # noqa: E402 - Django must stand first
from tabara.access.models import AuditEvent  # noqa: E402 - Django must stand first
from tabara.access.operation import new_event  # noqa: E402 - Django must stand first
from tabara.access.protected import Whole  # noqa: E402 - Django must stand first
from tabara.access.speaking import speaking_for  # noqa: E402 - Django must stand first
from tabara.protection.assistance.models import Service  # noqa: E402 - Django must stand first
from tabara.protection.intake import operations, queries  # noqa: E402 - Django must stand first
from tests.factories import register  # noqa: E402 - Django must stand first
from tests.web import steps  # noqa: E402 - Django must stand first

WRITERS = ("first", "second", "third", "fourth")
REGISTRARS = WRITERS[2:]
TOKEN = "a" * 32  # of our own making: the cookie and the form carry the same


def play(drafts):
    """Make four members, each signed in, with a case; two of them have finished forms that wait to be registered."""
    people = [NewMember(name, name.title(), "house", roles=("caseworker",)) for name in WRITERS]
    stored = found([NewAgency("house", "House", "ngo")], people)
    cases = {name: str(register(stored[name], surname=name.title()).pk) for name in WRITERS}  # before any other number
    told = {}
    for name in WRITERS:
        client = Client(headers={"accept-language": "en"}, SERVER_NAME="127.0.0.1")
        client.force_login(stored[name])
        told[name] = {
            "case": cases[name],
            "drafts": _forms(client, stored[name], drafts) if name in REGISTRARS else [],
            "cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}; "
            f"{settings.CSRF_COOKIE_NAME}={TOKEN}",
        }
    tell_json(told)


def _forms(client, member, number):
    """Fill one form as a person does, and put as many copies beside it, each with a registration of its own."""
    first = steps.begin(client)
    steps.fill(client, first)
    with speaking_for(member):
        _, answers = queries.draft(by=member, number=first)
    forms = []
    for _ in range(number):
        own = {**answers, "registration": str(new_event())}
        draft = operations.save_draft(by=member, at=timezone.now(), draft=None, saw=0, answers=own)
        forms.append([str(draft.pk), own["registration"]])
    return forms


def tell():
    """Tell what became of every act of a writer: which are done, what they made, and whether everything fits."""
    audit.seal()
    done = AuditEvent.objects.filter(outcome="done")
    services = {str(pk) for pk in Service.objects.everything(Whole.CHECK).values_list("pk", flat=True)}
    tell_json(
        {
            "services": sorted(services),
            "recorded": [
                [str(e), thing]
                for e, thing in done.filter(operation="assistance.record_service").values_list("event", "thing")
            ],
            "registered": [
                str(e) for e in done.filter(operation="intake.register_person").values_list("event", flat=True)
            ],
            "loose": queries.loose_ends(),
            "broken": audit.broken_link(),
        }
    )


def tell_json(value):
    """Write one line for the test."""
    sys.stdout.write(json.dumps(value) + "\n")


def register_slowly(folder, number):
    """Register people one after the other, and tell how long the logs of the databases were at each acknowledgement."""
    stored = found([NewAgency("house", "House", "ngo")], [NewMember("first", "First", "house", roles=("caseworker",))])
    before = register(stored["first"], surname="Before")  # the agency's keys are made with it
    home, kept = Path(settings.HOME), Path(folder)
    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    names = ("keys", "vault", "tabara")
    for name in names:
        shutil.copy(home / f"{name}.sqlite3", kept)
    persons, sizes = [], []
    for _ in range(number):
        sizes.append({name: (home / f"{name}.sqlite3-wal").stat().st_size for name in names})
        persons.append(register(stored["first"]).person_id.hex)
    sizes.append({name: (home / f"{name}.sqlite3-wal").stat().st_size for name in names})
    for name in names:
        shutil.copy(home / f"{name}.sqlite3-wal", kept)
    tell_json({"before": before.person_id.hex, "persons": persons, "sizes": sizes})
