"""Tell a person what is done with what she tells, ask for each of the seven statements, and keep how that went."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases import queries
from tabara.protection.cases.enums import WITNESSED, Capacity, ConsentPurpose, HowGiven
from tabara.protection.cases.models import Asking, Case, Consent
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.consent.renewing import ASK
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.operations.tasks import expect, met

INTERVIEW, RESEARCH = "interview", "research"  # of the seven, the two that are agreed to; the others were told
AGREED = (INTERVIEW, RESEARCH)


@dataclass(frozen=True)
class Told:
    """How one conversation about consent went."""

    asked_on: dt.date
    language: str
    capacity: str
    version: str = ""  # of the text; nothing: the one in use
    interpreter: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)  # a statement -> yes or no
    how: str = ""
    witness: Member | None = None
    witness_role: str = ""
    child: bool | None = None  # asked where the age leaves it open
    guardian: str = ""
    best_interests: str = ""
    again_on: dt.date | None = None


@operation("cases.record_asking", needs=Permission.CASE_EDIT, on="case")
def record_asking(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, told: Told) -> Asking:
    """Store one conversation about consent as it went. Help never depends on it, nor on any answer in it."""
    able = told.capacity != Capacity.NOT_NOW
    _refuse_course(case, told, at)
    child = _childhood(case, told)
    if able:
        _refuse_answers(told)
        refuse_for_child(child, any(told.answers[one] for one in AGREED), told.guardian, told.best_interests)
    row = Asking(
        id=event,
        case=case,
        asked_on=told.asked_on,
        version=(told.version or queries.consent_text().version)[:20],
        language=told.language,
        read_by=by,
        interpreter=told.interpreter,
        capacity=told.capacity,
        again_on=None if able else told.again_on,
        answers={key: bool(told.answers[key]) for key in _statements()} if able else {},
        how=told.how if able else "",
        witness=told.witness if able else None,
        witness_role=told.witness_role if able else "",
        child=child,
        guardian=told.guardian if able else "",
        best_interests=told.best_interests if able else "",
        recorded_at=at,
    )
    _follow(case, row)
    touch(case, at)
    return row


def _follow(case: Case, row: Asking) -> None:
    """Store it, with what follows from it: whether she is counted, and when to ask again."""
    before = queries.unable(case=case)
    write(row)
    if before is not None:
        met(kind=ASK, about=before.pk)
    if row.again_on is not None:
        expect(case=case, kind=ASK, about=row.pk, due_on=row.again_on)
    if not row.answers:
        return
    counted = Consent(
        case=case,
        purpose=ConsentPurpose.STATISTICS,
        given=row.answers[RESEARCH],
        asked_on=row.asked_on,
        language=row.language,
        by_guardian=bool(row.guardian),
        asking=row,
    )
    write(counted)


def refuse_for_child(child: bool, agrees: bool, guardian: str, best_interests: str) -> None:
    """Refuse an agreement for a child without a guardian's, or without saying why nobody could be asked."""
    if not child:
        if guardian or best_interests:
            raise Refused(_("A guardian answers for a child only. Leave this empty for an adult."), "guardian")
        return
    if guardian:
        checks.known("relative_tie", guardian, "guardian")
    if best_interests:
        checks.known("best_interests_reason", best_interests, "best_interests")
    if agrees and not guardian and not best_interests:
        said = _("For a child a parent or guardian has to agree, too. Say who did, or why nobody could be asked.")
        raise Refused(said, "guardian")


def _refuse_course(case: Case, told: Told, at: dt.datetime) -> None:
    checks.not_after(told.asked_on, timezone.localdate(at), "asked_on", _("today"))
    checks.known("language", told.language, "language", on=told.asked_on)
    if told.interpreter:
        checks.known("interpreter", told.interpreter, "interpreter", on=told.asked_on)
    if told.capacity not in tuple(Capacity):
        raise Refused(_("Say whether the person is able to decide now."), "capacity")
    before = queries.unable(case=case)
    if before is not None and told.asked_on <= before.asked_on:
        said = _("On %(day)s the person was not able to decide. Ask again on a later day.")
        raise Refused(said % {"day": checks.written(before.asked_on)}, "asked_on")
    if told.capacity == Capacity.NOT_NOW and (told.again_on is None or told.again_on <= told.asked_on):
        raise Refused(_("Say on which later day you will ask again. Help goes on meanwhile."), "again_on")


def _refuse_answers(told: Told) -> None:
    if set(told.answers) != set(_statements()):
        raise Refused(_("Answer each of the seven statements with yes or no."), "answers")
    if told.how not in tuple(HowGiven):
        raise Refused(_("Say how the answer was given."), "how")
    if told.how in WITNESSED and told.witness is None and not told.witness_role:
        raise Refused(_("What is spoken, and what is refused, needs a witness. Say who was there."), "witness_role")
    if told.witness_role:
        checks.known("witness_role", told.witness_role, "witness_role", on=told.asked_on)
    if told.how == HowGiven.REFUSED and any(told.answers[one] for one in AGREED):
        raise Refused(_("You wrote that the person refused, and also that she agrees. Correct one of the two."), "how")


def _childhood(case: Case, told: Told) -> bool:
    known = queries.childhood(person=case.person, on=told.asked_on)
    if known is None and told.child is None:
        if told.capacity == Capacity.NOT_NOW:
            return True  # whose age is unknown is taken for a child until somebody can say
        raise Refused(_("Say whether this is a child. If you do not know, take the person for a child."), "child")
    if known is not None and told.child is not None and known != told.child:
        raise Refused(_("The year of birth says otherwise. Correct it, or this answer."), "child")
    return bool(told.child if known is None else known)


def _statements() -> list[str]:
    return list(codelists.pack().codelists["consent_question"].codes)
