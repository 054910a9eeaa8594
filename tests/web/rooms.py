"""What stands in the rooms of protection in the world that every page is visited in."""

from typing import Any

from django.utils import timezone

from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.family import operations as family
from tests.factories import NOW, TODAY, register

SECRET = "Kanaridomo was said in confidence."


def furnish_family(worker: Member, case: Case) -> dict[str, Any]:
    """Return a relative, a search, a tied case and a suspect of a case."""
    told = {"by": worker, "at": NOW, "case": case}
    member = family.add_household_member(**told, tie="mother", whereabouts="known", told=SECRET)
    search = family.ask_tracing(**told, tie="father", asked_on=TODAY, wanted=True, told=SECRET)
    other = register(worker, at=timezone.now(), given="Consolate", opened_on=timezone.localdate())
    tie = family.tie_cases(**told, code=other.code, tie="sibling")
    suspect = family.name_suspect(**told, roles=["recruiter"], told=SECRET)
    return {"relative": member, "tracing": search, "tie": tie, "suspect": suspect}
