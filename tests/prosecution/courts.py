"""A court file of an agency of justice, as far as a test needs it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from tabara.access.models import Member
from tabara.prosecution import operations
from tabara.prosecution.models import Charge, CourtFile, FileTie, Suspect
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import record_consent
from tests.factories import NOW, TODAY, make_agency, make_member

LONG_AGO = TODAY - dt.timedelta(days=200)
ACT, ARTICLE = "trafficking-act", "2a"  # of the demo pack, in force since July 2015


def opened(by: Member, **facts: Any) -> CourtFile:
    """Return a court file whose complaint came 200 days ago."""
    return operations.open_file(by=by, **{"at": NOW, "brought_by": "victim", "on": LONG_AGO, **facts})


def moved(by: Member, file: CourtFile, *stages: str, on: dt.date = LONG_AGO, at: Any = NOW, **facts: Any) -> CourtFile:
    """Let a file go through stages, all on one day."""
    for stage in stages:
        operations.move_file(by=by, at=at, file=file, stage=stage, on=on, **facts)
    return file


def suspected(by: Member, file: CourtFile, **facts: Any) -> Suspect:
    """Return a suspect of a file."""
    return operations.name_suspect(by=by, **{"at": NOW, "file": file, "sex": "male", **facts})


def charged(by: Member, file: CourtFile, suspect: Suspect | None = None, **facts: Any) -> Charge:
    """Return a charge of an adult's trafficking."""
    person = suspect or suspected(by, file)
    usual = {"at": NOW, "instrument": ACT, "article": ARTICLE, "victim": "adult", "offence_on": LONG_AGO}
    return operations.charge(by=by, file=file, suspect=person.pk, **{**usual, "on": LONG_AGO, **facts})


def on_trial(by: Member, **facts: Any) -> tuple[CourtFile, Charge]:
    """Return a file at its trial, with one charge."""
    file = opened(by, **facts)
    charge = charged(by, file)
    return moved(by, file, "investigation", "charged", "trial"), charge


def judged(by: Member, file: CourtFile, charge: Charge, **facts: Any) -> Any:
    """Write down a verdict: seven years, unless a test says otherwise."""
    usual = {"at": NOW, "outcome": "convicted", "on": LONG_AGO, "prison_months": 84}
    return operations.judge(by=by, file=file, charge=charge.pk, **{**usual, **facts})


def acquitted(by: Member, file: CourtFile, charge: Charge, **facts: Any) -> Any:
    """Write down that somebody is acquitted."""
    return judged(by, file, charge, outcome="acquitted", prison_months=None, **facts)


def compensated(by: Member, amount: int = 1000) -> tuple[CourtFile, Any]:
    """Return a judged file with a compensation."""
    file, charge = on_trial(by)
    judged(by, file, charge)
    moved(by, file, "judged")
    return file, operations.order_compensation(by=by, at=NOW, file=file, amount=Decimal(amount), on=LONG_AGO)


def agrees_to_justice(by: Member, case: Case, *, given: bool = True, at: Any = NOW, on: dt.date = TODAY) -> None:
    """Record that the person agrees to cooperate with justice, or not."""
    record_consent(by=by, at=at, case=case, purpose="justice", given=given, asked_on=on, language="rn")


def tied(worker: Member, case: Case, *, at: Any = NOW, on: dt.date = TODAY) -> FileTie:
    """Tie a case to a court file of an agency of justice."""
    file = opened(make_member("justice", agency=make_agency("parquet", kind="justice")), at=at, on=on)
    agrees_to_justice(worker, case, at=at, on=on)
    return operations.tie_file(by=worker, at=at, case=case, code=file.code)
