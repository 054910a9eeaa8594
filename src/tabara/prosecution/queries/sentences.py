"""What a sentence is, beside the penalties that the law has for it."""

from collections.abc import Iterable

from tabara import codelists
from tabara.codelists import CodelistError, Penalty
from tabara.prosecution.enums import Beside, Outcome
from tabara.prosecution.models import Charge, Verdict

ANY = "any"


def standing(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return the verdict that stands: that of the appeal where there is one."""
    return max(verdicts, key=lambda one: one.on_appeal, default=None)


def penalties(charge: Charge) -> list[Penalty]:
    """Return the penalties of the charge's article for such a victim, or for any."""
    try:
        article = codelists.pack().law.instrument(charge.instrument).article(charge.article)
    except CodelistError:
        return []
    return [one for one in article.penalties if one.victim in (charge.victim, ANY)]


def beside(charge: Charge, verdict: Verdict) -> Beside | None:
    """Return how the imprisonment stands beside the law's: within if it is within any source's; none if acquitted."""
    if verdict.outcome != Outcome.CONVICTED:
        return None
    known = [one for one in penalties(charge) if one.life or one.prison]
    if not known:
        return Beside.UNKNOWN
    if verdict.life:
        return Beside.WITHIN if any(one.life for one in known) else Beside.ABOVE
    months = verdict.prison_months or 0
    spans = [one.prison for one in known if one.prison]
    if any(least <= months <= most for least, most in spans):
        return Beside.WITHIN
    return Beside.ABOVE if spans and months > max(most for _least, most in spans) else Beside.BELOW
