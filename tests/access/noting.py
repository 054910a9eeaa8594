"""A process that notes events as fast as it can, on the test's database: python -m tests.access.noting NAME NUMBER."""

import sys

import django
from django.conf import settings


def main() -> None:
    """Note so many events; every third in a transaction of two."""
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    from django.db import transaction

    from tabara.access import audit

    for number in range(int(sys.argv[2])):
        with transaction.atomic():
            audit.note(by=None, operation="access.sign_in", outcome="denied", reason=str(number))
            if number % 3 == 0:
                audit.note(by=None, operation="access.sign_in", outcome="denied", reason="again")


main()
