"""One of two real instances: a folder, keys and databases of its own, in processes of its own, moved by files alone."""

import json
from typing import Any

from tests.cli.conftest import Machine
from tests.cli.officers import MEMBERS, PASSWORD, python

# What every piece of work in an instance begins with: its people, and what only they do on pages.
BEGIN = f"""
import django; django.setup()
import datetime as dt, json, sys
from pathlib import Path
from django.utils import timezone
from tabara.access.models import Member
from tests.factories import approved, fresh
me = lambda name: Member.objects.select_related("agency").get(username=name)
now, today = timezone.now(), timezone.localdate()
PASSWORD = {PASSWORD!r}
"""
FOUND = """
from tabara.access.founding import NewAgency, NewMember, found
people = {members!r}
members = [NewMember(name, name, "house", roles=tuple(roles), password=PASSWORD) for name, roles in people.items()]
found([NewAgency("house", {agency!r}, "shelter")], members)
"""
AGREE = """
from tabara.protection.handover.models import Partner
from tabara.protection.handover.operations.partners import confirm_partner
row = Partner.objects.get()
assert row.spoken == {spoken!r}, "the digits that were read out are others"
approval = approved(me("admin"), "handover.confirm_partner", second=me("protector"), partner=row)
confirm_partner(by=fresh(me("admin")), at=now, partner=row, approval=approval)
"""
MAKE = """
from tests.exchange.people import told_her_story
from tests.protection.sharing.sharers import agrees
from tabara.exchange.handover.operations import Asked, fetch_envelope, make_envelope
from tabara.protection.handover.models import Partner
worker, partner = me("caseworker"), Partner.objects.select_related("agency").get()
case = told_her_story(worker)
at = now - dt.timedelta(days={days})
agrees(worker, case, partner.agency, {groups!r}, asked_on=timezone.localdate(at))
row = make_envelope(by=worker, at=at, case=case, partner=partner, asked=Asked("assistance", tuple({groups!r})))
file = fetch_envelope(by=worker, at=at, case=case, envelope=row.pk)
Path({file!r}).write_bytes(file.content)
print(json.dumps({{"case": str(case.pk), "envelope": str(row.pk)}}))
"""
ACCEPT = """
from tabara.exchange.handover.operations import Registering, accept_arrival, fetch_receipt, open_arrival
from tabara.protection.cases.models import Case, Determination
from tabara.protection.handover.queries import envelopes
from tabara.protection.intake.operations import open_identity
worker = me("caseworker")
row = envelopes.arrived(by=worker)[0]
told = open_arrival(by=worker, at=now, arrival=row)
said = Registering("female", "presumed_victim", "Odette", "Niragira", consented=True, consent_language="fr")
row = accept_arrival(by=worker, at=now, arrival=row, registering=said)
Path({file!r}).write_bytes(fetch_receipt(by=worker, at=now, arrival=row).content)
case = Case.objects.visible_to(worker).select_related("agency", "person").get(pk=row.case_id)
names = open_identity(by=worker, at=now, case=case, reason="assistance")
print(json.dumps({{"told": told, "code": case.code, "given": names.given, "birth": names.birth_date,
    "phones": names.phones, "source": case.referral_source, "decided": Determination._base_manager.count()}}))
"""
OUTCOME = """
from tabara.exchange.handover.operations import fetch_outcome, record_outcome
from tabara.protection.handover.queries import envelopes
worker = me("caseworker")
row = envelopes.arrived(by=worker)[0]
given = {{"by": worker, "at": now, "case": row.case, "arrival": row.pk}}
record_outcome(**given, outcome="helped", on=today, note="She works again.")
Path({file!r}).write_bytes(fetch_outcome(**given).content)
"""
WITHDRAW = """
from tabara.exchange.handover.operations import fetch_notice
from tabara.protection.cases.operations import withdraw_consent
from tabara.protection.handover.models import Envelope
worker = me("caseworker")
row = Envelope._base_manager.select_related("case__agency", "partner__agency").get(pk={envelope!r})
withdraw_consent(by=worker, at=now, case=row.case, purpose="referral", recipient=row.partner.agency)
Path({file!r}).write_bytes(fetch_notice(by=worker, at=now, case=row.case, envelope=row.pk).content)
"""
STANDING = """
from tabara.protection.cases.models import Case, Task
from tabara.protection.handover.models import Arrival, Envelope
from tabara.protection.intake.queries import loose_ends
sent = [[one.state, one.their_code, one.outcome] for one in Envelope._base_manager.order_by("made_at")]
came = [[one.state, one.content is not None] for one in Arrival._base_manager.order_by("taken_in_at")]
tasks = sorted(Task._base_manager.filter(kind__regex="^(envelope|arrival)").values_list("kind", flat=True))
print(json.dumps({{"sent": sent, "came": came, "tasks": tasks, "cases": Case._base_manager.count(),
    "loose": sum(loose_ends().values())}}))
"""


class End(Machine):
    """One of the two."""

    def __init__(self, folder: Any, pack: str, agency: str) -> None:
        folder.mkdir()
        super().__init__(folder)
        self.pack, self.agency = pack, agency

    def surroundings(self, **more: str) -> dict[str, str]:
        """Return what its processes find around them: its pack, and nothing of the other's."""
        found: dict[str, str] = super().surroundings(**{"TABARA_PACK": self.pack, **more})
        return found

    def found(self) -> None:
        """Make the instance, with its people."""
        python(self, "from tabara.interfaces.cli import instance as i; i.make(i.settle(None))")
        self.work(FOUND, members=MEMBERS, agency=self.agency)

    def work(self, lines: str, **given: Any) -> Any:
        """Do a piece of work in a process of its own, and return what it printed."""
        out = python(self, BEGIN + lines.format(**given))
        return json.loads(out) if out.strip() else None

    def show_keys(self, to: Any) -> str:
        """Write the public keys into a file, as people send them; return the digits that are read out."""
        done = self.tabara("partner", "identity")
        assert done.returncode == 0, done.stderr
        to.write_text(done.stdout)
        return str(done.stderr.partition("Digits to read out: ")[2].strip())

    def receive(self, file: Any) -> tuple[int, str]:
        """Take a file in on the command line; return how that ended, and what it said."""
        done = self.tabara("handover", "receive", str(file), "--as", "caseworker")
        return done.returncode, done.stderr.strip().splitlines()[-1]

    def standing(self) -> Any:
        """Return where everything stands."""
        return self.work(STANDING)

    def bytes(self) -> bytes:
        """Return all that lies in its folder."""
        return b"".join(one.read_bytes() for one in sorted(self.home.rglob("*")) if one.is_file())
