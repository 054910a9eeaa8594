"""An instance from before events and links were parted, brought up to date: python -m tests.access.older."""

import hashlib
import json
import sys
import uuid

import django

OLD = "event, at, member, operation, outcome, subject, thing_kind, thing, reason, previous, digest"


def chained(seq: int, previous: str) -> tuple[list[object], str]:
    """Return the row of an event as it was chained then, and its digest."""
    from django.db import connection

    on_server = connection.vendor == "postgresql"
    event, member, day = uuid.UUID(int=seq), uuid.UUID(int=9), f"2026-03-0{seq}"
    told = {"seq": seq, "event": str(event), "at": f"{day}T09:30:00+00:00", "member": str(member), "reason": ""}
    told |= {"operation": "cases.edit", "outcome": "done", "subject": "None", "thing_kind": "", "thing": ""}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
    at = f"{day} 09:30:00+00:00" if on_server else f"{day} 09:30:00"
    numbers = (event, member) if on_server else (event.hex, member.hex)
    return [seq, numbers[0], at, numbers[1], "cases.edit", "done", None, "", "", "", previous, digest], digest


def main() -> None:
    """Make the tables of then, three events chained as then, migrate, go on, and say what the check finds."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tabara.access import audit

    call_command("migrate", database="keys", verbosity=0)
    call_command("migrate", "access", "0002_approval", verbosity=0)
    previous = "0" * 64
    for seq in (1, 2, 3):
        row, previous = chained(seq, previous)
        marks = ", ".join(["%s"] * len(row))
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO access_auditevent (seq, {OLD}) VALUES ({marks})", row)  # noqa: S608 - our own words
    call_command("migrate", verbosity=0)
    audit.note(by=None, operation="access.sign_in", outcome="denied")
    audit.seal()
    sys.stdout.write(f"{audit.head()[0]} {audit.verify()} {audit.digest_at(3) == previous}")


main()
