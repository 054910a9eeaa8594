"""What is held about a person, for the person: everything the instance knows, and who looked at it."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.pace import keep_pace
from tabara.protection.assistance import queries as assistance
from tabara.protection.assistance.operations import Note, open_notes
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Channel, Reason
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, refuse_contact
from tabara.protection.intake import retention
from tabara.protection.intake.operations.pace import OPENS, often
from tabara.vault import queries as identities
from tabara.vault.models import Names

# What is sealed with a case and stands on no report, and why: said to the person, who can ask for it.
FILES = gettext_lazy("The papers and pictures themselves: ask to see them, or for a copy.")
ACCUSED = gettext_lazy("What you told about whoever harmed you, so that nobody finds it: ask to have it read out.")
ACCOUNT = gettext_lazy("How somebody accounted for opening your case in an emergency; that it was opened stands here.")
COPIES = gettext_lazy("Copies made for another agency or country, which hold nothing beyond what stands here.")
SENT_TO_US = gettext_lazy("What another country sent about you: ask to have it read out.")
LEFT_OUT: Mapping[str, str | Promise] = {
    "cases.Document.sealed": FILES,
    "family.Involvement.told": ACCUSED,
    "cases.Emergency.stake": ACCOUNT,
    "handover.Packet.sealed": COPIES,
    "handover.Packet.proof": COPIES,
    "handover.Envelope.file": COPIES,
    "handover.Envelope.note": COPIES,
    "handover.Arrival.content": SENT_TO_US,
    "handover.Arrival.note": SENT_TO_US,
}


@dataclass(frozen=True)
class HeldOfCase:
    """One case as it is told to the person; `notes` is `None` where whoever prints it may not read them."""

    case: Case
    services: int
    notes: Sequence[Note] | None


@dataclass(frozen=True)
class HeldAboutPerson:
    """All that is held about one person; `names` is `None` where it was erased."""

    names: Names | None
    photographs: int
    cases: Sequence[HeldOfCase]
    elsewhere: int  # cases of other agencies: how many, and no more than that
    language: str


@operation("intake.subject_access_report", needs=Permission.IDENTITY_OPEN, on="case")
def subject_access_report(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> HeldAboutPerson:
    """Return everything that is held about the person of a case, because the person asked to see it."""
    checks.known("report_reason", reason, "reason")
    keep_pace(by, case.pk, acts=OPENS, often=often())
    if not permitted(by, Permission.CASE_READ, case):
        raise Refused(_("You may open the name, not the case. Ask its owner to print what is held."))
    every = len(retention.cases_of(person=case.person))
    own = list(cases.visible(by=by).select_related("person", "agency", "owner").filter(person=case.person_id))
    for one in own:
        refuse_contact(case=one, channel=Channel.PAPER, at=at)  # what is found at home could endanger her
    language = _language(own)
    with translation.override(language):
        held = [_held(by, one, at) for one in own]
    return HeldAboutPerson(
        names=identities.names_of(by=by, persons=[case.person_id]).get(case.person_id),
        photographs=len(identities.photographs(by=by, person=case.person_id)),
        cases=held,
        elsewhere=every - len(own),
        language=language,
    )


def _held(by: Member, case: Case, at: dt.datetime) -> HeldOfCase:
    services = len(assistance.services(by=by, case=case))
    if retention.is_erased(case=case, what="case"):
        return HeldOfCase(case, services, ())
    if not permitted(by, Permission.NARRATIVE_OPEN, case):
        return HeldOfCase(case, services, None)
    notes = [*open_notes(by=by, at=at, case=case, reason=Reason.PERSON_ASKED), *_elsewhere_written(by, case)]
    return HeldOfCase(case, services, sorted(notes, key=lambda note: note.on, reverse=True))


def _elsewhere_written(by: Member, case: Case) -> list[Note]:
    """Return what every room wrote beside its notes, to the agency that holds the case."""
    if not cases.holds(by=by, case=case):
        return []
    rows = cases.written(case=case)
    texts = cases.opened(fields=[(case.pk, one.field, one.sealed) for one in rows])
    return [Note(one.on, one.about, text) for one, text in zip(rows, texts, strict=True) if text]


def _language(own: Sequence[Case]) -> str:
    """Return the language in which the person was asked last, or the pack's first one."""
    offered = codelists.pack().languages
    asked = [one for case in own for one in cases.consents(case=case) if one.language in offered]
    return max(asked, key=lambda one: (one.asked_on, one.pk)).language if asked else offered[0]
