"""What assessments say: each domain over time, and which risk the scores point to. They advise, a person decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.planning.enums import Risk
from tabara.protection.planning.models import Assessment
from tabara.protection.planning.queries.told import may_see

VITAL = "vital"  # the column of the list of domains that says which of them life hangs on
LEAST, MOST = 1, 5
SERIOUS, SOME = 2, 3  # a score up to here is serious; up to there it needs something


@dataclass(frozen=True)
class Advice:
    """Which risk the scores point to, and why in one sentence."""

    risk: Risk
    sentence: str


@dataclass(frozen=True)
class Course:
    """One domain over time: the score of each assessment, the oldest first; `None` where it was not assessed."""

    domain: str
    scores: tuple[int | None, ...]

    @property
    def known(self) -> tuple[int, ...]:
        """Return the scores that there are."""
        return tuple(one for one in self.scores if one is not None)

    @property
    def change(self) -> int | None:
        """Return by how much the latest score is better than the first: nothing where there are not two of them."""
        return self.known[-1] - self.known[0] if len(self.known) > 1 else None


def advice(scores: Mapping[str, int]) -> Advice:
    """Return the risk that scores point to: the lowest of the domains that life hangs on decides.

    High where one of them is serious; medium where one of them needs something, was not assessed, or where any other
    domain is serious; low else.
    """
    vital = [code for code, one in _domains().items() if one.more.get(VITAL)]
    low = _named(code for code in vital if scores.get(code, MOST) <= SERIOUS)
    if low:
        return Advice(Risk.HIGH, _("High, because this is serious: %(domains)s.") % {"domains": low})
    some = _named(code for code in vital if scores.get(code, MOST) <= SOME)
    if some:
        return Advice(Risk.MEDIUM, _("Medium, because this needs something: %(domains)s.") % {"domains": some})
    if missing := _named(code for code in vital if code not in scores):
        return Advice(Risk.MEDIUM, _("Medium, because this was not assessed: %(domains)s.") % {"domains": missing})
    if other := _named(code for code, score in scores.items() if score <= SERIOUS):
        return Advice(Risk.MEDIUM, _("Medium, because this is serious: %(domains)s.") % {"domains": other})
    return Advice(Risk.LOW, _("Low: what life hangs on stands well, and nothing else is serious."))


@cases.nothing_without("assessments")
def assessments(*, by: Member, case: Case) -> list[Assessment]:
    """Return the assessments of a case, newest first, each with its scores."""
    if not may_see(by=by, case=case):
        return []
    return list(case.assessments.select_related("assessed_by").prefetch_related("scores"))


def courses(found: Sequence[Assessment]) -> list[Course]:
    """Return each domain that was ever assessed with its scores, the oldest first."""
    rows = [{one.domain: one.score for one in row.scores.all()} for row in reversed(found)]
    every = [Course(code, tuple(row.get(code) for row in rows)) for code in _domains()]
    return [one for one in every if one.known]


def scale(domain: str) -> list[tuple[int, str]]:
    """Return what each score of a domain means, in the reader's language, the worst first."""
    spoken = translation.get_language() or "fr"
    rows = codelists.pack().codelist("need_scale").codes.values()
    return sorted((int(one.more["score"]), one.text(spoken)) for one in rows if one.more["domain"] == domain)


def days_until_next(risk: str) -> int:
    """Return after how many days the needs of somebody at this risk are looked at again."""
    return int(codelists.pack().parameters["assessment_days"][risk])


def _domains() -> Mapping[str, Any]:
    return codelists.pack().codelist("need_domain").codes


def _named(codes: Any) -> str:
    spoken, known = translation.get_language() or "fr", _domains()
    return ", ".join(known[code].text(spoken) if code in known else code for code in codes)
