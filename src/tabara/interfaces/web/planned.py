"""The plan in words: what each light means and why, and the line of a pillar's home."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tabara import codelists
from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.views.figures.asked import the_mart
from tabara.mart import Mart, MartMissing
from tabara.methods.scorecard import Why
from tabara.partnership.enums import PlanState
from tabara.publication.scorecard import Card, Scored, card, thresholds

WHOLE = 10  # from how many on an expected number is told without decimals
STATES: Mapping[str, str | Promise] = {
    PlanState.READ.value: gettext_lazy("looked at, not loaded"),
    PlanState.LOADED.value: gettext_lazy("loaded"),
    PlanState.UNDONE.value: gettext_lazy("undone"),
}


def mart_or_none() -> Mart | None:
    """Return the mart in use, where there is one."""
    try:
        return the_mart()
    except MartMissing:
        return None


def scored(request: HttpRequest, version: Any = None) -> Card | None:
    """Return today's scorecard."""
    return card(by=request.user, mart=mart_or_none(), on=timezone.localdate(), version=version)


def line(request: HttpRequest, pillar: str) -> Card | None:
    """Return a pillar's part of the scorecard for its home, for whoever may read the plan."""
    if not request.user.may(Permission.COMMISSION_READ):
        return None
    whole = scored(request)
    part = whole.of(pillar) if whole else None
    return part if part and part.rows else None


def why(one: Scored) -> str:
    """Return one sentence that says why an activity stands as it does."""
    return _WORDS[one.verdict.why](one)


def reached(one: Scored) -> str:
    """Return what was reached of which target, in a few words; nothing where there is no target."""
    if one.target is None:
        return ""
    words: dict[str, Any] = {"target": texts.number(one.target), "year": one.year}
    if one.actual is None:
        return _("target %(target)s for %(year)s") % words
    words["actual"] = texts.number(one.actual)
    if one.measured_on is None or one.measured_on.year != one.year:
        return _("%(actual)s of %(target)s for %(year)s") % words
    words["day"] = texts.day(one.measured_on)
    return _("%(actual)s of %(target)s for %(year)s, counted until %(day)s") % words


def measure(one: Scored) -> str:
    """Return what is measured: the indicator's title, or the words of the plan."""
    key, activity = one.standing.activity.indicator, one.standing.activity
    found = next((each for each in codelists.pack().indicators if each["key"] == key), None)
    if found is None:
        return str(activity.measure or key)
    told: Mapping[str, str] = found["title"]
    return told.get(texts.language()) or told.get("fr") or key


def share(part: float | None) -> str:
    """Return a share as whole percents."""
    said = "" if part is None else _("%(number)s %%") % {"number": texts.number(round(part * 100))}
    return said.replace(" %", "\N{NO-BREAK SPACE}%")  # a sign alone on the next line is read as nothing


def _enough(one: Scored) -> str:
    if one.measured_on is None:
        return _against(
            one,
            _("%(actual)s reached; %(expected)s were expected by today. That is %(share)s, and %(needed)s are enough."),
        )
    return _against(
        one,
        _("%(actual)s reached; %(expected)s were expected by %(day)s. That is %(share)s, and %(needed)s are enough."),
    )


def _too_little(one: Scored) -> str:
    if one.measured_on is None:
        return _against(
            one,
            _("%(actual)s reached; %(expected)s were expected by today. That is %(share)s, and %(needed)s are needed."),
        )
    return _against(
        one,
        _("%(actual)s reached; %(expected)s were expected by %(day)s. That is %(share)s, and %(needed)s are needed."),
    )


def _no_target(one: Scored) -> str:
    if one.measured_on is None:
        return _("Its first target is of a later year.")
    return _("Its first target is of a year of which no quarter is over.")


def _against(one: Scored, said: str) -> str:
    words = {
        "share": share(one.verdict.share),
        "expected": texts.number(_rounded(one.verdict.expected or 0)),
        "needed": share(thresholds().on_track),
        "actual": texts.number(one.actual),
        "day": "" if one.measured_on is None else texts.day(one.measured_on),
    }
    return said % words


def _rounded(expected: float) -> float:
    """Return what was expected without decimals that nobody can act on."""
    return round(expected) if expected >= WHOLE else round(expected, 1)


def _late(one: Scored) -> str:
    days = one.verdict.days
    said = ngettext(
        "Its last day was %(days)s day ago, and it is not done.",
        "Its last day was %(days)s days ago, and it is not done.",
        days,
    )
    return said % {"days": texts.number(days)}


_WORDS = {
    Why.IS_DONE: lambda _one: _("It was reported as done."),
    Why.IS_DROPPED: lambda _one: _("It was dropped."),
    Why.PAST_ITS_DAY: _late,
    Why.NOT_BEGUN_YET: lambda one: _("It begins on %(day)s.") % {"day": texts.day(one.standing.activity.starts_on)},
    Why.SHOULD_HAVE_BEGUN: lambda one: (
        _("It should have begun on %(day)s, and is still planned.")
        % {"day": texts.day(one.standing.activity.starts_on)}
    ),
    Why.ENOUGH: _enough,
    Why.TOO_LITTLE: _too_little,
    Why.NOTHING_REPORTED: lambda one: _("Nobody has reported what was reached in %(year)s.") % {"year": one.year},
    Why.WITHHELD: lambda _one: _("The figure is withheld to protect people. That does not mean zero."),
    Why.NO_FIGURES: lambda _one: _("No figures have been built yet."),
    Why.NO_SUCH_INDICATOR: lambda _one: _("The catalogue does not give this indicator as a number any more."),
    Why.NO_TARGET_YET: _no_target,
    Why.WITHIN_ITS_DAYS: lambda _one: _("Nothing is measured, and its days are not over."),
    Why.SILENT: lambda one: _("Nothing was told of it for %(days)s days.") % {"days": texts.number(one.verdict.days)},
}
