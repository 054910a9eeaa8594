"""The parts of intake together: what the operations take, and what stands out before it counts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tabara.interfaces.web.forms.answers import Asked
from tabara.interfaces.web.forms.intake import RELATIVES, AgreementForm, WhoForm, several
from tabara.interfaces.web.forms.intake_life import SafetyForm, SituationForm, WhereForm, place_of
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import Situation
from tabara.protection.intake.operations import Names, Relative

PARTS: Mapping[str, type[Asked]] = {
    "agreement": AgreementForm,
    "who": WhoForm,
    "where": WhereForm,
    "situation": SituationForm,
    "safety": SafetyForm,
}
PART_OF = {  # which part of the form holds the answer that an operation refused
    "consented": "agreement",
    "consent_language": "agreement",
    "opened_on": "agreement",
    "birth_date": "who",
    "birth_year": "who",
    "given": "who",
    "relatives": "who",
    "sex": "who",
    "place": "where",
    "urgent_needs": "safety",
}
Answers = Mapping[str, Any]
Parts = Mapping[str, Answers]


def part_titles() -> dict[str, str]:
    """Return the parts of the form in their order, as the reader calls them."""
    return {
        "agreement": _("Agreement"),
        "who": _("Who the person is"),
        "where": _("Where the person is"),
        "situation": _("Situation"),
        "safety": _("Safety and urgent needs"),
    }


def names_from(parts: Parts) -> Names:
    """Return who the person is."""
    who, place = parts["who"], place_of(parts["where"]["place"] or "")
    return Names(
        given=who["given"],
        surname=who["surname"],
        aliases=several(who["aliases"]),
        birth_date=who["birth"] or str(_year(parts) or ""),
        phones=tuple(number for number in (who["phone"], who["other_phone"]) if number),
        address=parts["where"]["address"],
        place=place.code if place else "",
        place_version=place.version if place else "",
        relatives=_relatives(who),
        number=who["paper"],
        safe_contact=parts["safety"]["safe_contact"],
    )


def situation_from(parts: Parts, *, person: Any = None) -> Situation:
    """Return what intake asked besides the names; `person` is given where she is known from an earlier case."""
    agreement, who, life = parts["agreement"], parts.get("who", {}), parts["situation"]
    place = place_of(parts["where"]["place"] or "")
    return Situation(
        sex=person.sex if person else who["sex"],
        category=life["category"],
        categories=tuple(life["categories"]),
        opened_on=agreement["asked_on"],
        birth_year=person.birth_year if person else _year(parts),
        birth_precision=person.birth_precision if person else _precision(who),
        citizenship=life["citizenship"],
        referral_source=life["referral_source"],
        household=life["household"],
        marital_status=life["marital_status"],
        education=life["education"],
        urgent_needs=tuple(parts["safety"]["urgent_needs"]),
        place=place.code if place else "",
        place_version=place.version if place else "",
        consented=bool(agreement["agreed"]),
        consent_language=agreement["language"],
        by_guardian=agreement["who"] == "guardian",
        statistics=bool(agreement["statistics"]),
        matching=agreement.get("matching"),
    )


def doubts(situation: Situation) -> list[str]:
    """Return what does not fit together in a form that is complete; a person decides what to do about it."""
    found = []
    age = None if situation.birth_year is None else situation.opened_on.year - situation.birth_year
    categories = {situation.category, *situation.categories}
    child = age is not None and age < cases.adult_age()
    if child and not situation.by_guardian:
        found.append(
            _("The person is a child, and nobody agreed on the child's behalf. Find a parent or guardian, or name one.")
        )
    if child and "child" not in categories:
        found.append(_("The age says that the person is a child, but “child” is not among the reasons."))
    if age is not None and not child and "child" in categories:
        found.append(_("“Child” is among the reasons, but the age says that the person is an adult."))
    if "safety" in situation.urgent_needs:
        found.append(_("The person is not safe. Act on that first; the form can wait."))
    return found


def _year(parts: Parts) -> int | None:
    """Return the year of birth, as told or as the age on the day of registration gives it."""
    who = parts["who"]
    if who["birth"]:
        return int(who["birth"][:4])
    return None if who["age"] is None else int(parts["agreement"]["asked_on"].year) - int(who["age"])


def _precision(who: Answers) -> str:
    if who["birth"]:
        return "day" if len(who["birth"]) > 4 else "year"
    return "unknown" if who["age"] is None else "estimate"


def _relatives(who: Answers) -> tuple[Relative, ...]:
    rows = ((who[f"tie_{row}"], who[f"relative_{row}"], who[f"relative_phone_{row}"]) for row in RELATIVES)
    return tuple(Relative(tie, name, phone) for tie, name, phone in rows if tie)
