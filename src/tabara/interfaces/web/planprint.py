"""The scorecard on paper: the rows of the page in the words of the language it is printed in."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tabara.interfaces.web import texts
from tabara.interfaces.web.lights import plan_light
from tabara.interfaces.web.planned import measure, reached, share, why
from tabara.mart import Mart
from tabara.methods.scorecard import Light, Money
from tabara.publication.scorecard import Card, Paper, Part, Row, Scored
from tabara.publication.typesetting import Words

DUE = (Light.LATE, Light.BEHIND)


def paper(whole: Card, *, mart: Mart | None, language: str, left_out: bool = False) -> Paper:
    """Return what is printed of a scorecard, in a language; `left_out` says that its figures stayed out."""
    words = Words(language)
    with override(language):
        return Paper(
            overline=_("National Action Plan"),
            title=_("Scorecard"),
            version=_version(whole),
            example=_("EXAMPLE") + " · " + _in_words() if whole.version.is_example else "",
            demo=words.say("demo") if settings.DEMO else "",
            parts=[_part(whole.of(key), key) for key in whole.pillars],
            money=[_money(one) for one in whole.money],
            unknown=[_unknown(one) for one in whole.money if one.unknown],
            empty=whole.empty,
            built=words.built(mart.built_at if mart else None, left_out=left_out),
            titles=_titles(),
        )


def _in_words() -> str:
    return _("Everything in this plan is invented, to show how it works. It is nobody’s plan.")


def _version(whole: Card) -> str:
    told = {"number": whole.version.number, "day": texts.moment(whole.version.loaded_at)}
    return whole.version.title + " · " + _("Version %(number)s, loaded on %(day)s.") % told


def _titles() -> dict[str, str | list[str]]:
    return {
        "pillars": _("How the pillars stand"),
        "summary": [_("Pillar"), _("How it stands")],
        "money": _("Money"),
        "columns": [_("Currency"), _("Budget"), _("Funded"), _("Lacking"), _("Spent"), _("Spent of the budget")],
        "no_money": _("The plan says no amounts."),
        "activities": [_("Activity"), _("How it stands"), _("Responsible organisation"), _("Ends on")],
        "empty": _("Objectives without an activity"),
    }


def _part(part: Card, key: str) -> Part:
    lights = " · ".join(f"{texts.number(many)} {plan_light(light)}" for light, many in part.lights.items())
    return Part(texts.code_label("pillar", key), lights, [_row(one) for one in part.rows])


def _row(one: Scored) -> Row:
    activity = one.standing.activity
    return Row(
        title=f"{activity.code} · {activity.title}",
        light=plan_light(one.verdict.light),
        is_due=one.verdict.light in DUE,
        why=why(one),
        reached=texts.paired(measure(one), reached(one)) if reached(one) else "",
        owner=str(activity.owner),
        due=texts.day(activity.due_on),
    )


def _money(one: Money) -> list[str]:
    sums = (one.budget, one.funded, one.gap, one.spent)
    return [one.currency, *map(texts.number, sums), share(one.rate)]


def _unknown(one: Money) -> str:
    said = ngettext(
        "%(num)s more activity: nobody told what is funded",
        "%(num)s more activities: nobody told what is funded",
        one.unknown,
    )
    return f"{one.currency}: {said % {'num': one.unknown}}"
