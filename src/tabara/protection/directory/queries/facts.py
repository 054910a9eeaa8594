"""What matters of a person when help is looked for: few facts, none of which says who it is."""

import datetime as dt
from dataclasses import dataclass

from tabara.access.enums import FieldGroup
from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Status
from tabara.protection.cases.models import Case

WITH_CHILDREN = ("single_female_parent", "single_male_parent", "couple_with_children")


@dataclass(frozen=True)
class Facts:
    """For whom help is looked for; what is not known excludes nobody."""

    sex: str = ""
    age: int | None = None
    with_children: bool = False
    oldest_child: int | None = None
    disabilities: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    determined: bool | None = None  # nothing: not known to the asker, so it leaves nobody out
    place: str = ""
    place_version: str = ""


def facts_of(*, by: Member, case: Case, on: dt.date) -> Facts:
    """Return what a case says of its person, as far as the member may see it."""
    story = cases.story(by=by, case=case)
    if FieldGroup.COURSE not in story.seen:
        return Facts()
    spoken = next((one.language for one in story.consents if one.language), "")
    return Facts(
        sex=case.person.sex,
        age=case.person.age_on(on),
        with_children=case.household in WITH_CHILDREN,
        languages=frozenset({spoken} - {""}),
        categories=frozenset(one.code for one in story.categories if one.until is None or one.until > on),
        determined=case.determination == Status.ACTUAL if FieldGroup.FINDINGS in story.seen else None,
        place=case.place,
        place_version=case.place_version,
    )
