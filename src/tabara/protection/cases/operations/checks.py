"""What is refused before anything is written: each sentence names the answer and the remedy."""

import datetime as dt
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Reason
from tabara.access.errors import Refused
from tabara.protection.cases.models import Case
from tabara.sealing.keys import Purpose, has_key

OLDEST = 120  # years


def written(day: dt.date) -> str:
    """Return a day as the reader's language writes it."""
    return date_format(day, "j F Y")


def known(codelist: str, code: str, field: str, *, on: dt.date | None = None) -> str:
    """Return the code where the list holds it; refuse it else."""
    try:
        codelists.pack().codelists[codelist].require(code, on)
    except codelists.CodelistError:
        raise Refused(
            _("“%(code)s” is not in the list “%(list)s”. Choose one of its codes.") % {"code": code, "list": codelist},
            field,
        ) from None
    return code


def all_known(codelist: str, codes: Iterable[str], field: str, *, on: dt.date | None = None) -> list[str]:
    """Return the codes where the list holds each of them."""
    return [known(codelist, code, field, on=on) for code in dict.fromkeys(codes)]


def not_after(day: dt.date, limit: dt.date, field: str, what: str) -> None:
    """Refuse a day after its limit; `what` says what the limit is."""
    if day > limit:
        raise Refused(
            _("%(day)s is after %(what)s (%(limit)s). Correct the date.")
            % {"day": written(day), "what": what, "limit": written(limit)},
            field,
        )


def not_before(day: dt.date, limit: dt.date, field: str, what: str) -> None:
    """Refuse a day before its limit; `what` says what the limit is."""
    if day < limit:
        raise Refused(
            _("%(day)s is before %(what)s (%(limit)s). Correct the date.")
            % {"day": written(day), "what": what, "limit": written(limit)},
            field,
        )


def born_before(birth_year: int | None, day: dt.date, field: str) -> None:
    """Refuse a birth after the event, or an age beyond any known."""
    if birth_year is None:
        return
    if birth_year > day.year:
        raise Refused(
            _("The year of birth %(year)s is after %(day)s. Correct one of them.")
            % {"year": birth_year, "day": written(day)},
            field,
        )
    if day.year - birth_year > OLDEST:
        raise Refused(
            _("The year of birth %(year)s would make the person older than 120. Correct it.") % {"year": birth_year},
            field,
        )


def known_place(code: str, version: str, field: str) -> str:
    """Return the place's code where that version of the division holds it; refuse it else."""
    try:
        codelists.pack().places.place(code, version)
    except codelists.CodelistError:
        raise Refused(
            _("There is no place “%(code)s” in the division of %(version)s. Choose a place from the list.")
            % {"code": code, "version": version},
            field,
        ) from None
    return code


def for_reason(reason: str, said: str = "") -> None:
    """Refuse to open what is sealed without one of the reasons; `said` asks for it by the name of what it is."""
    if reason not in tuple(Reason):
        raise Refused(said or _("Say why you need the notes. Choose one of the reasons."), "reason")


def not_erased(case: Case) -> None:
    """Refuse to open what was told in a case whose key was destroyed."""
    if not has_key(case.pk, Purpose.NARRATIVE):
        raise Refused(_("What was noted about this case has been erased. Only its course is left."))
