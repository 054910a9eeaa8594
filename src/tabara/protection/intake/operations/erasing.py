"""Erase who somebody is, or all that was told in a case: two persons decide, the keys are destroyed, figures stay."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.db.models import BinaryField
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import second
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.unit import afterwards, write
from tabara.protection.cases.models import Case, Person
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.forgetting import forget
from tabara.protection.intake import doubles, retention
from tabara.protection.intake.models import Erased
from tabara.sealing.keys import Purpose, shred
from tabara.vault import operations as vault


def _refuse(*, by: Member, case: Case, reason: str, at: dt.datetime, **_given: Any) -> None:
    checks.known("erasure_reason", reason, "reason")
    siblings = retention.cases_of(person=case.person)
    if any(one.agency_id != case.agency_id for one in siblings):
        raise Refused(_("Another agency holds a case of this person, too. Ask that agency to decide with you."))
    held = retention.hold_on(cases=siblings, on=timezone.localdate(at))
    if held is not None:
        raise Refused(
            _("This is kept for a court or an authority until %(day)s. Lift that hold first.")
            % {"day": checks.written(held.until)}
        )


def _refuse_identity(*, by: Member, case: Case, reason: str, at: dt.datetime, **given: Any) -> None:
    _refuse(by=by, case=case, reason=reason, at=at)
    if retention.is_erased(case=case, what="identity"):
        raise Refused(_("Who this person is was erased already."))


def _refuse_case(*, by: Member, case: Case, reason: str, at: dt.datetime, **given: Any) -> None:
    _refuse(by=by, case=case, reason=reason, at=at)
    if retention.is_erased(case=case, what="case"):
        raise Refused(_("What was told in this case was erased already."))


def _reason(told: second.Told) -> str:
    return codelists.pack().codelist("erasure_reason").require(told["reason"]).text(get_language() or "en")


def _identity_in_words(told: second.Told) -> str:
    return _(
        "Erase for good who the person of the case %(code)s is: names, telephones, address, photographs. Nobody can "
        "bring it back, not even from a backup. The course of the case stays, for figures. Why: %(reason)s."
    ) % {"code": told["case"]["code"], "reason": _reason(told)}


def _case_in_words(told: second.Told) -> str:
    return _(
        "Erase for good all that was told and noted in the case %(code)s, and who the person is unless another case "
        "needs it. Nobody can bring it back, not even from a backup. The course of the case stays, for figures. "
        "Why: %(reason)s."
    ) % {"code": told["case"]["code"], "reason": _reason(told)}


@operation(
    "intake.erase_identity",
    needs=Permission.PERSON_ERASE,
    on="case",
    two_persons=second.TwoPersons(words=_identity_in_words, refuses=_refuse_identity),
)
def erase_identity(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> Case:
    """Destroy who the person of a case is, in every copy; what happened stays, about nobody."""
    _refuse_identity(by=by, case=case, reason=reason, at=at)
    forget_person(case.person, at=at, why=reason)
    return case


@operation(
    "intake.erase_case",
    needs=Permission.PERSON_ERASE,
    on="case",
    two_persons=second.TwoPersons(words=_case_in_words, refuses=_refuse_case),
)
def erase_case(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> Case:
    """Destroy what was told in a case, and who the person is where no other case is left that tells of her."""
    _refuse_case(by=by, case=case, reason=reason, at=at)
    forget_told(case, at=at, why=reason)
    others = [one for one in retention.cases_of(person=case.person) if not retention.is_erased(case=one, what="case")]
    if not others and not retention.is_erased(case=case, what="identity"):
        forget_person(case.person, at=at, why=reason)
    return case


def forget_person(person: Person, *, at: dt.datetime, why: str) -> None:
    """Take a person out of the vault, and destroy the key once everything else is stored. Within an operation."""
    cases = retention.cases_of(person=person)
    for case in cases:
        forget(case, at)
    remember(cases, "identity", at=at, why=why)
    for number in (person.pk, *doubles.absorbed_into(person=person.pk)):  # backups hold whom she once was, too
        vault.forget(number)
        afterwards(partial(_shred, number, Purpose.IDENTITY, why))


def forget_told(case: Case, *, at: dt.datetime, why: str) -> None:
    """Take out what was told in a case, and destroy the key once everything else is stored. Within an operation."""
    forget(case, at)
    forget_notes(case)
    remember([case], "case", at=at, why=why)
    afterwards(lambda: _shred(case.pk, Purpose.NARRATIVE, why))


def forget_notes(case: Case) -> None:
    """Take out what was told: its key goes next, and nothing shall look as if it could still be opened.

    Whatever is sealed in a row of the case goes, in every room, so that no new one can be forgotten here.
    """
    for model, names in sealed_with_cases():
        model.objects.everything(Whole.RETENTION).filter(case=case).update(**dict.fromkeys(names))


def sealed_with_cases() -> Iterator[tuple[Any, list[str]]]:
    """Give each kind of record that hangs on a case, with the names of its sealed fields, where it has some."""
    for relation in Case._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.field.name == "case":
            fields = relation.related_model._meta.concrete_fields
            if names := [field.name for field in fields if isinstance(field, BinaryField)]:
                yield relation.related_model, names


def remember(cases: Sequence[Case], what: str, *, at: dt.datetime, why: str) -> None:
    """Say of cases what was erased of them, where that is not said yet."""
    for case in cases:
        if not retention.is_erased(case=case, what=what):
            write(Erased(case=case, what=what, erased_on=timezone.localdate(at), why=why))


def _shred(subject: uuid.UUID, purpose: Purpose, why: str) -> None:
    shred(subject, [purpose], why=why)
