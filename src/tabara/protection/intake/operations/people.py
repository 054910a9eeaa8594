"""Register people, and open who they are, with a reason."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.pace import keep_pace
from tabara.access.speaking import opening
from tabara.access.unit import write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import BirthPrecision
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import Situation, checks, open_case
from tabara.protection.cases.operations.listing import touch
from tabara.protection.community import operations as community
from tabara.protection.community.models import Alert
from tabara.protection.intake import doubles, queries
from tabara.protection.intake.enums import Reason
from tabara.protection.intake.operations.doubles.looking import look_for
from tabara.protection.intake.operations.pace import OPENS, often
from tabara.protection.reintegration.operations import begin_episode
from tabara.vault import operations as vault
from tabara.vault import queries as identities
from tabara.vault.models import Draft, Names, Photograph, Relative

__all__ = ["Names", "Reason", "Relative", "open_identity", "register_person"]
YEAR = 4  # letters


@operation("intake.register_person", needs=Permission.CASE_REGISTER)
def register_person(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    names: Names,
    situation: Situation,
    draft: uuid.UUID | None = None,
    owner: Member | None = None,
    alert: Alert | None = None,
) -> Case:
    """Register a person who agreed to it: seal who she is, and open her case. `draft` is the form it came from.

    `alert` is what led to her, where something did: it is taken by this act, or nobody is registered.
    """
    refuse_names(names, situation.opened_on, situation.birth_year)
    case = open_case(by=by, event=event, at=at, situation=situation, owner=owner)
    vault.store_identity(by=by, at=at, person=case.person_id, agency=case.agency_id, names=names, sex=situation.sex)
    look_for(by=by, at=at, agency=case.agency_id, person=case.person, names=names)
    _from(by, at, draft, alert, case)
    return case


@operation("intake.open_again", needs=Permission.CASE_REGISTER, on="case")
def open_again(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    situation: Situation,
    why: str,
    draft: uuid.UUID | None = None,
    alert: Alert | None = None,
) -> Case:
    """Open a new case for a person known from an earlier one: a new episode of the same person, and why it begins."""
    again = open_case(by=by, event=event, at=at, situation=situation, person=case.person)
    begin_episode(by=by, at=at, case=again, follows=case, reason=why)
    _from(by, at, draft, alert, again)
    return again


def _from(by: Member, at: dt.datetime, draft: uuid.UUID | None, alert: Alert | None, case: Case) -> None:
    """Forget the form that a case came from, and lead the alert to it that it began with."""
    if draft is not None:
        vault.drop_draft(by=by, at=at, draft=draft)
    if alert is not None:
        community.take_alert(by=by, at=at, alert=alert, case=case)


@operation("intake.open_identity", needs=Permission.IDENTITY_OPEN, on="case", shared=True)
def open_identity(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> Names:
    """Return who the person of a case is, as far as this member may know it for this reason; it is remembered."""
    keep_pace(by, case.pk, acts=OPENS, often=often())
    if reason not in tuple(Reason):
        raise Refused(_("Say why you need the name. Choose one of the reasons."), "reason")
    with opening([case.person_id]):
        found = identities.identity(by=by, person=case.person_id)
        found = found and doubles.as_shared(by=by, case=case, names=found)
    if found is None:
        raise Refused(_("Who this person is has been erased. Only the course of the case is left."))
    return queries.only(found, cases.seen(by=by, case=case, reason=reason))


@operation("intake.correct_identity", needs=Permission.IDENTITY_OPEN, on="case")
def correct_identity(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, saw: int, names: Names) -> Case:
    """Replace what is known of who the person is by a corrected version of what was seen."""
    refuse_names(names, cases.first_day(person=case.person))
    with opening([case.person_id]):
        before = identities.names_of(by=by, persons=[case.person_id]).get(case.person_id)
        vault.change_identity(by=by, at=at, person=case.person_id, saw=saw, names=names, sex=case.person.sex)
    if before is not None and before.birth_date != names.birth_date:
        _correct_birth(case, names.birth_date)
        touch(case, at)
    look_for(by=by, at=at, agency=case.agency_id, person=case.person, names=names)
    return case


def _correct_birth(case: Case, birth_date: str) -> None:
    """Let the year that age and figures come from follow a corrected birth."""
    person = case.person
    if birth_date:
        person.birth_year = birth_day(birth_date).year
        person.birth_precision = BirthPrecision.DAY if len(birth_date) > YEAR else BirthPrecision.YEAR
    else:
        person.birth_year, person.birth_precision = None, BirthPrecision.UNKNOWN
    write(person, "birth_year", "birth_precision")


@operation("intake.open_photograph", needs=Permission.IDENTITY_OPEN, on="case", shared=True)
def open_photograph(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, number: uuid.UUID) -> bytes:
    """Return one photograph of the person as JPEG. Whoever looks at a face has opened an identity, too."""
    return queries.photograph(by=by, case=case, number=number)


@operation("intake.add_photograph", needs=Permission.IDENTITY_OPEN, on="case")
def add_photograph(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, picture: bytes) -> Photograph:
    """Keep a photograph of the person, sealed."""
    with opening([case.person_id]):
        return vault.store_photograph(by=by, event=event, at=at, person=case.person_id, picture=picture)


@operation("intake.save_draft", needs=Permission.CASE_REGISTER)
def save_draft(
    *, by: Member, event: uuid.UUID, at: dt.datetime, draft: uuid.UUID | None, saw: int, answers: Mapping[str, Any]
) -> Draft:
    """Keep a form that is not finished; nobody but its author can read it."""
    return vault.save_draft(by=by, event=event, at=at, draft=draft, saw=saw, answers=answers)


@operation("intake.drop_draft", needs=Permission.CASE_REGISTER)
def drop_draft(*, by: Member, event: uuid.UUID, at: dt.datetime, draft: uuid.UUID) -> None:
    """Forget a form that is not finished."""
    vault.drop_draft(by=by, at=at, draft=draft)


def refuse_names(names: Names, on: dt.date, birth_year: int | None = None) -> None:
    """Refuse a person without any name to call her by, or with a birth that cannot be, on the day of registration."""
    if not (names.given.strip() or names.surname.strip() or names.aliases):
        raise Refused(_("Write at least one name, or what the person is called."), "given")
    if names.birth_date:
        day = birth_day(names.birth_date)
        checks.not_after(day, on, "birth_date", _("the day of registration"))
        checks.born_before(day.year, on, "birth_date")
        if birth_year not in (None, day.year):
            raise Refused(_("The date of birth and the year of birth differ. Correct one of them."), "birth_date")
    for relative in names.relatives:
        checks.known("relative_tie", relative.tie, "relatives", on=on)
    if names.place:
        checks.known_place(names.place, names.place_version, "place")


def birth_day(text: str) -> dt.date:
    """Return the day of a birth written as a date or as a year.

    Raises:
        Refused: where no calendar has such a day.
    """
    try:
        return dt.date.fromisoformat(text if len(text) > YEAR else f"{text}-01-01")
    except ValueError:
        raise Refused(
            _("“%(date)s” is no date. Write a day of the calendar, or only the year.") % {"date": text}, "birth_date"
        ) from None
