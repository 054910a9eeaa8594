"""Open a case: the one way a person comes under protection. Intake calls it, together with the vault."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists, sealing
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.protected import Whole
from tabara.access.speaking import beyond, for_everybody
from tabara.access.unit import current_batch, write, write_many
from tabara.protection.cases.enums import BirthPrecision, ConsentPurpose
from tabara.protection.cases.models import Case, Category, Consent, Person
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import list_new
from tabara.protection.cases.queries import Holding
from tabara.sealing.keys import Purpose, create_key


@dataclass(frozen=True)
class Situation:
    """What intake asks about a person besides the names."""

    sex: str
    category: str  # the primary one
    opened_on: dt.date
    categories: tuple[str, ...] = ()  # the others
    birth_year: int | None = None
    birth_precision: str = BirthPrecision.UNKNOWN
    citizenship: str = ""
    referral_source: str = ""
    household: str = ""
    marital_status: str = ""
    education: str = ""
    urgent_needs: tuple[str, ...] = ()
    place: str = ""  # as given, however fine
    place_version: str = ""
    consented: bool = False
    consent_language: str = ""
    by_guardian: bool = False
    statistics: bool = True  # the person agrees to be counted, without a name
    matching: bool | None = None  # another agency may be told that the person may be known here; nothing: not asked


@operation("cases.open", needs=Permission.CASE_REGISTER)
def open_case(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    situation: Situation,
    person: Person | None = None,
    owner: Member | None = None,
) -> Case:
    """Open a case for a person who agreed to be registered; `person` is given where she is known already."""
    refuse_impossible(situation, at)
    owner = owner or by
    _refuse_owner(by, owner)
    person = person or _new_person(situation)
    place, version = coarse_place(situation.place, situation.place_version)
    case = Case(
        id=event,
        code=free_code(),
        person=person,
        agency=owner.agency,
        team=owner.team,
        owner=owner,
        category=situation.category,
        referral_source=situation.referral_source,
        household=situation.household,
        marital_status=situation.marital_status,
        education=situation.education,
        urgent_needs=list(situation.urgent_needs),
        place=place,
        place_version=version,
        opened_on=situation.opened_on,
        updated_at=at,
    )
    create_key(case.pk, case.agency_id, Purpose.NARRATIVE)
    write(case)
    list_new(case)  # first: a database with walls takes in only what hangs on a case that is listed for its writer …
    with beyond(owner.pk):  # … who perhaps registers for a colleague of another team
        write_many(_categories(case, situation))
        write_many(_consents(case, situation))
    return case


def _refuse_owner(by: Member, owner: Member) -> None:
    """Refuse a case that somebody else would hold, beyond how far the member may register."""
    holding = Holding(owner.pk, owner.team_id, owner.agency_id, owner.agency.in_network)
    if not permitted(by, Permission.CASE_REGISTER, holding):
        raise NotAllowed


def free_code(draw: Callable[[], str] = sealing.code) -> str:
    """Return a code that no case has: among 11,000 drawn of 31**6, two are the same once in fifteen times."""
    work = current_batch()
    taken = work.taken if work else set()
    with for_everybody():
        known = Case.objects.everything(Whole.UNIQUE)
        while (code := draw()) in taken or known.filter(code=code).exists():
            continue
    taken.add(code)
    return code


def _new_person(situation: Situation) -> Person:
    person = Person(
        sex=situation.sex,
        birth_year=situation.birth_year,
        birth_precision=situation.birth_precision,
        citizenship=situation.citizenship,
    )
    write(person)
    return person


def refuse_impossible(situation: Situation, at: dt.datetime) -> None:
    """Refuse a registration without consent, with an unknown code, or with dates that cannot be."""
    if not situation.consented:
        raise Refused(
            _("The person has not agreed to be registered. Without that agreement, help her but record nothing."),
            "consented",
        )
    on = situation.opened_on
    checks.not_after(on, timezone.localdate(at), "opened_on", _("today"))
    checks.born_before(situation.birth_year, on, "birth_year")
    checks.known("sex", situation.sex, "sex", on=on)
    checks.all_known("category", (situation.category, *situation.categories), "category", on=on)
    checks.all_known("urgent_need", situation.urgent_needs, "urgent_needs", on=on)
    for name, codelist in (
        ("citizenship", "country"),
        ("referral_source", "referral_source"),
        ("household", "household"),
        ("marital_status", "marital_status"),
        ("education", "education"),
    ):
        if value := getattr(situation, name):
            checks.known(codelist, value, name, on=on)
    if situation.birth_precision not in tuple(BirthPrecision):
        raise Refused(_("Say how well the birth is known."), "birth_precision")
    if situation.consent_language:
        checks.known("language", situation.consent_language, "consent_language", on=on)
    if situation.place:
        checks.known_place(situation.place, situation.place_version, "place")


def coarse_place(code: str, version: str) -> tuple[str, str]:
    """Return the place no finer than a case may hold, in the version it was given in."""
    if not code:
        return "", ""
    pack = codelists.pack()
    place = pack.places.place(code, version)
    level = int(pack.parameters["mart_place_level"])
    coarse = place if place.level <= level else pack.places.ancestor(place, level)
    return (coarse.code, version) if coarse else ("", "")


def _categories(case: Case, situation: Situation) -> list[Category]:
    others = [code for code in dict.fromkeys(situation.categories) if code != situation.category]
    codes = [situation.category, *others]
    return [
        Category(case=case, code=code, since=situation.opened_on, is_primary=not index)
        for index, code in enumerate(codes)
    ]


def _consents(case: Case, situation: Situation) -> list[Consent]:
    answers = {ConsentPurpose.REGISTRATION: True, ConsentPurpose.STATISTICS: situation.statistics}
    if situation.matching is not None:
        answers[ConsentPurpose.MATCHING] = situation.matching
    return [
        Consent(
            case=case,
            purpose=purpose,
            given=given,
            asked_on=situation.opened_on,
            language=situation.consent_language,
            by_guardian=situation.by_guardian,
        )
        for purpose, given in answers.items()
    ]
