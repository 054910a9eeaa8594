"""Follow a recommendation from outside: take it up, give it to an organisation, tell what became of it."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership.enums import RECOMMENDATION_STEPS, UNSETTLED, RecommendationState
from tabara.partnership.models import Evidence, Membership, Recommendation, RecommendationStep
from tabara.partnership.operations.reviews.sayings import (
    LONGEST_SOURCE,
    known_review,
    known_year,
    no_future,
    put_right,
    written,
)
from tabara.protection.cases.operations import checks

LATEST = dt.timedelta(days=3653)  # ten years: what is due later is nobody's task


@operation("partnership.take_up", needs=Permission.COMMISSION_KEEP)
def take_up(
    *, by: Member, event: uuid.UUID, at: dt.datetime, review: str, year: int, key: str, dated_on: dt.date | None = None
) -> Recommendation:
    """Follow a recommendation that the pack holds; its day is that of the edition, or told where the pack has none."""
    edition = known_review(review).edition(year)
    advice = next((one for one in edition.advice if one.key == key), None) if edition else None
    if edition is None or advice is None:
        raise Refused(_("The pack knows no such recommendation. Choose one of the list."))
    if Recommendation.objects.filter(review=review, year=year, key=key).exists():
        raise Refused(_("This recommendation is followed already."))
    day = edition.published_on or dated_on
    if day is None:
        raise Refused(_("Say on which day it was published, or since when it is known."), "dated_on")
    no_future(day, at, "dated_on")
    row = Recommendation(id=event, review=review, year=year, key=key, pillar=advice.pillar, source=edition.source)
    row.dated_on, row.recorded_by, row.recorded_at = day, by, at
    write(row)
    return row


@operation("partnership.add_recommendation", needs=Permission.COMMISSION_KEEP)
def add_recommendation(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    review: str,
    year: int,
    words: str,
    pillar: str,
    source: str,
    dated_on: dt.date,
) -> Recommendation:
    """Write down a recommendation that the pack does not hold, in a few own words and with its source."""
    known_review(review)
    known_year(year, at)
    said = _checked(at, words, pillar, source, dated_on)
    row = Recommendation(id=event, review=review, year=year, recorded_by=by, recorded_at=at, **said)
    write(row)
    return row


@operation("partnership.correct_recommendation", needs=Permission.COMMISSION_KEEP)
def correct_recommendation(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    recommendation: Recommendation,
    reason: str,
    words: str,
    pillar: str,
    source: str,
    dated_on: dt.date,
) -> Recommendation:
    """Put a recommendation right that was written down by hand; what stood before is kept."""
    latest(recommendation)
    if recommendation.key:
        raise Refused(_("This recommendation stands in the pack. It is corrected there, by whoever keeps the pack."))
    said = _checked(at, words, pillar, source, dated_on)
    put_right(recommendation, said, by=by, at=at, reason=reason, recommendation=recommendation)
    return recommendation


@operation("partnership.assign_recommendation", needs=Permission.COMMISSION_KEEP)
def assign_recommendation(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    recommendation: Recommendation,
    owner: Membership,
    due_on: dt.date,
) -> Recommendation:
    """Give a recommendation to a member of a group, until a day; again, where either changes."""
    latest(recommendation)
    if recommendation.state not in UNSETTLED:
        raise Refused(_("This recommendation is settled. Open it again first."))
    today = timezone.localdate(at)
    if owner.until is not None and owner.until <= today:
        raise Refused(_("%(name)s is no member any more. Choose another one.") % {"name": owner.organisation}, "owner")
    checks.not_before(due_on, recommendation.dated_on, "due_on", _("the day of the recommendation"))
    checks.not_after(due_on, today + LATEST, "due_on", _("ten years from today"))
    recommendation.owner, recommendation.due_on = owner, due_on
    write(recommendation, "owner", "due_on")
    return recommendation


@operation("partnership.tell_recommendation", needs=Permission.COMMISSION_KEEP)
def tell_recommendation(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    recommendation: Recommendation,
    words: str,
    state: str,
    on: dt.date,
) -> RecommendationStep:
    """Write down what was told of a recommendation: nothing new, under way, done and shown, rejected and why."""
    latest(recommendation)
    no_future(on, at, "on")
    checks.not_before(on, recommendation.dated_on, "on", _("the day of the recommendation"))
    rejected = state == RecommendationState.REJECTED
    said = written(words, "words", _("Say why it is rejected.") if rejected else _("Write what was told of it."))
    if state != recommendation.state:
        _step(recommendation, state, on)
    row = RecommendationStep(id=event, recommendation=recommendation, told_on=on, words=said, state=state, told_by=by)
    write(row)
    return row


def _step(recommendation: Recommendation, state: str, on: dt.date) -> None:
    known = {one.value for one in RecommendationState}
    after = RECOMMENDATION_STEPS[RecommendationState(recommendation.state)]
    if state not in known or RecommendationState(state) not in after:
        raise Refused(_("What is done is taken up again first, and what is rejected is opened again first."), "state")
    if state == RecommendationState.DONE and not _shown(recommendation):
        raise Refused(_("Nothing shows yet that it is done. Add the evidence first."), "state")
    recommendation.state = state
    recommendation.settled_on = None if state in UNSETTLED else on
    write(recommendation, "state", "settled_on")


def _shown(recommendation: Recommendation) -> bool:
    return Evidence.objects.filter(recommendation=recommendation, struck_on=None).exists()


def _checked(at: dt.datetime, words: str, pillar: str, source: str, dated_on: dt.date) -> dict[str, object]:
    checks.known("pillar", pillar, "pillar")
    no_future(dated_on, at, "dated_on")
    return {
        "words": written(words, "words", _("Write what is recommended, in a few own words.")),
        "pillar": pillar,
        "source": written(source, "source", _("Name the publication it comes from."), LONGEST_SOURCE),
        "dated_on": dated_on,
    }
