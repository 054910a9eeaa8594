"""What has to be ready before somebody leaves: the pack's list, and how far this return has come with it."""

import datetime as dt
from dataclasses import dataclass

from tabara import codelists
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import ConsentPurpose
from tabara.protection.cases.models import Case, Consent, Person
from tabara.protection.reintegration.enums import Asks, Check
from tabara.protection.reintegration.models import CheckItem, Return

LIST = "return_check"
YES, CHILD = "yes", "child"  # in the columns of the list


@dataclass(frozen=True)
class Item:
    """One item of the list, and how it stands."""

    key: str
    asks: Asks
    must: bool  # it cannot be said not to be needed
    state: Check
    on: dt.date | None = None
    by: str = ""
    reason: str = ""


def checklist(*, journey: Return, on: dt.date) -> list[Item]:
    """Return the items that this return needs on a day, in the order of the pack."""
    done = {row.key: row for row in journey.items.select_related("by")}
    adult, child = is_adult(journey.case.person, on), is_child(journey.case.person, on)
    found = []
    for code in codelists.pack().codelist(LIST).valid(on):
        if code.more.get("adult" if adult else "child") != YES:
            continue
        asks = Asks(code.more.get("asks", ""))
        must = code.more.get("must") == YES or (code.more.get("must") == CHILD and child)
        known = _wished(journey.case) if asks is Asks.WISH else _kept(done.get(code.key))
        found.append(Item(code.key, asks, must, *known))
    return found


def missing(*, journey: Return, on: dt.date) -> list[str]:
    """Return the items that are neither done nor said not to be needed."""
    return [item.key for item in checklist(journey=journey, on=on) if item.state is Check.MISSING]


def wish(*, case: Case) -> Consent | None:
    """Return the answer by which the person herself wants to return; nothing where she does not, or was not asked."""
    answers = list(case.consents.filter(purpose=ConsentPurpose.RETURN))
    if not cases.agreed(answers=answers):
        return None
    return max(answers, key=lambda one: (one.asked_on, one.pk))


def is_adult(person: Person, on: dt.date) -> bool:
    """Return whether somebody is surely of age: the year of birth alone leaves open whether the birthday has come."""
    age = person.age_on(on)
    return age is not None and age > cases.adult_age()


def is_child(person: Person, on: dt.date) -> bool:
    """Return whether somebody is surely a child."""
    age = person.age_on(on)
    return age is not None and age < cases.adult_age()


def _wished(case: Case) -> tuple[Check, dt.date | None, str, str]:
    said = wish(case=case)
    return (Check.DONE, said.asked_on, "", "") if said else (Check.MISSING, None, "", "")


def _kept(row: CheckItem | None) -> tuple[Check, dt.date | None, str, str]:
    if row is None:
        return Check.MISSING, None, "", ""
    return Check.NOT_NEEDED if row.not_needed else Check.DONE, row.on, row.by.name, row.not_needed
