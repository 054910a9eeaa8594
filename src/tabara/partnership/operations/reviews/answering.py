"""Say what answers a recommendation: a decision, an activity of the plan, something that shows what was done."""

import datetime as dt
import re
import uuid
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership.models import Decision, Evidence, Recommendation, RecommendationTie
from tabara.partnership.operations.reviews.sayings import LONGEST_REASON, LONGEST_SOURCE, no_future, written
from tabara.protection.cases.operations import checks

ACTIVITY = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-/]{0,39}")


@operation("partnership.tie_answer", needs=Permission.COMMISSION_KEEP)
def tie_answer(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    recommendation: Recommendation,
    decision: Decision | None = None,
    activity: str = "",
) -> RecommendationTie:
    """Tie a decision of a meeting, or an activity of the plan by its code, to the recommendation that it answers."""
    latest(recommendation)
    code = activity.strip()
    if (decision is None) == (not code):
        raise Refused(_("Choose a decision, or write the code of an activity; one of the two."))
    if code and not ACTIVITY.fullmatch(code):
        raise Refused(_("Write the code of the activity as it stands in the plan, such as 1.2.3."), "activity")
    if decision is not None:
        day = decision.meeting.held_on
        checks.not_before(day, recommendation.dated_on, "decision", _("the day of the recommendation"))
    if RecommendationTie.objects.filter(
        recommendation=recommendation, decision=decision, activity=code, untied_on=None
    ).exists():
        raise Refused(_("This is tied to it already."))
    row = RecommendationTie(id=event, recommendation=recommendation, decision=decision, activity=code)
    row.tied_on = timezone.localdate(at)
    write(row)
    return row


@operation("partnership.untie_answer", needs=Permission.COMMISSION_KEEP)
def untie_answer(
    *, by: Member, event: uuid.UUID, at: dt.datetime, recommendation: Recommendation, tie: uuid.UUID
) -> RecommendationTie:
    """Untie what was tied by mistake; that it was tied stays readable."""
    row = RecommendationTie.objects.filter(recommendation=recommendation, pk=tie, untied_on=None).first()
    if row is None:
        raise NotFound
    row.untied_on = timezone.localdate(at)
    write(row, "untied_on")
    return row


@operation("partnership.add_evidence", needs=Permission.COMMISSION_KEEP)
def add_evidence(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    recommendation: Recommendation,
    words: str,
    on: dt.date,
    link: str = "",
) -> Evidence:
    """Write down what shows that something was done: words, its day, and where it can be read."""
    latest(recommendation)
    no_future(on, at, "on")
    said = written(words, "words", _("Write what it shows."))
    row = Evidence(id=event, recommendation=recommendation, dated_on=on, words=said, link=_link(link), recorded_by=by)
    write(row)
    return row


@operation("partnership.strike_evidence", needs=Permission.COMMISSION_KEEP)
def strike_evidence(
    *, by: Member, event: uuid.UUID, at: dt.datetime, recommendation: Recommendation, evidence: uuid.UUID, reason: str
) -> Evidence:
    """Strike out evidence that was written down by mistake, and say why; it stays readable and shows nothing more."""
    row = Evidence.objects.filter(recommendation=recommendation, pk=evidence, struck_on=None).first()
    if row is None:
        raise NotFound
    row.struck_for = written(reason, "reason", _("Say why it is struck out."), LONGEST_REASON)
    row.struck_on = timezone.localdate(at)
    write(row, "struck_on", "struck_for")
    return row


def _link(link: str) -> str:
    """Return an address of the web that can be opened; refuse anything else."""
    said = link.strip()
    if not said:
        return ""
    try:
        parts = urlsplit(said)
        sound = parts.scheme == "https" and bool(parts.hostname) and not parts.username and " " not in said
    except ValueError:
        sound = False
    if not sound or len(said) > LONGEST_SOURCE:
        raise Refused(_("Write the whole address, beginning with https://, or leave it empty."), "link")
    return said
