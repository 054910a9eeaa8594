"""A real instance with officers: people with roles who sign in with the same password, and one person registered."""

import subprocess
import sys
from pathlib import Path

from tabara.sealing.recipients import new_identity
from tests.cli.conftest import ROOT

PASSWORD = "correct horse battery staple"
MEMBERS = {
    "admin": ("administrator", "national_administrator"),
    "other-admin": ("administrator", "national_administrator"),
    "protector": ("data_protection_officer",),
    "caseworker": ("caseworker",),
}
SURNAME = "Canaryzebra"  # nobody else is called so: wherever it is found, it leaked
FOUND = f"""
import django; django.setup()
from tabara import codelists
from tabara.access.founding import NewAgency, NewMember, found
members = [NewMember(name, name.title(), "house", roles=tuple(roles), password={PASSWORD!r})
           for name, roles in {MEMBERS!r}.items()]
stored = found([NewAgency("house", "House", "ngo")], members)
from tests.factories import register
from django.test import Client
register(stored["caseworker"], surname={SURNAME!r})
Client(SERVER_NAME="127.0.0.1").force_login(stored["caseworker"])
"""


def python(machine, words, **more):
    """Run lines of Python on the instance of a machine."""
    ways = {"DJANGO_SETTINGS_MODULE": "tabara.project.settings", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    done = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-c", words],
        env=machine.surroundings(**ways, **more),
        cwd=machine.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def found(machine, **more):
    """Make a real instance with its officers."""
    python(machine, "from tabara.interfaces.cli import instance as i; i.make(i.settle(None))", **more)
    python(machine, FOUND, **more)


def officer(folder: Path) -> tuple[Path, str]:
    """Return the file of a new officer's secret key, and the public one."""
    secret, public = new_identity()
    file = folder / "officer.txt"
    file.write_text(f"# created: 2026-03-02\n# public key: {public}\n{secret}\n")
    return file, public
