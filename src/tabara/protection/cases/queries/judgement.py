"""What the indicators and the definition amount to: they advise, a person decides."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.protection.cases.models import Person, grounds, scoring


@dataclass(frozen=True)
class Advice:
    """What the operational indicators amount to: which sets fit the person, the score by dimension, one sentence."""

    sets: tuple[str, ...]
    scores: tuple[scoring.DimensionScore, ...]
    sentence: str
    because: Mapping[str, str]  # dimension -> the signs that made its score, in one sentence


def indicator_sets(*, age_at_entry: int | None, exploitation: Iterable[str]) -> tuple[str, ...]:
    """Return the sets of indicators that fit: for a child or an adult, for labour or sexual exploitation or both."""
    known = codelists.pack().codelists["exploitation"].codes
    forms = [code for code in exploitation if code in known]
    sexual = [code for code in forms if known[code].maps.get("ctdc-2024") == "isSexualExploit"]
    kinds = [kind for kind, there in (("labour", len(sexual) < len(forms) or not forms), ("sexual", sexual)) if there]
    age = "child" if age_at_entry is None or age_at_entry < adult_age() else "adult"
    return tuple(f"{age}_{kind}" for kind in kinds)


def advice(
    *,
    age_at_entry: int | None,
    exploitation: Iterable[str],
    indicators: Iterable[str],
    led: Mapping[str, Iterable[int]] | None = None,
) -> Advice:
    """Return what these indicators amount to; it advises, a person decides.

    `led` holds the numbers of the questions of the interview whose answers spoke for an indicator.
    """
    sets = indicator_sets(age_at_entry=age_at_entry, exploitation=exploitation)
    known = codelists.pack().codelists["indicator"].codes
    found = [known[key] for key in dict.fromkeys(indicators) if key in known and known[key].more["set"] in sets]
    scores = scoring.score(scoring.Indicator(one.key, one.more["dimension"], one.more["strength"]) for one in found)
    positive = [score for score in scores if score.positive]
    if not scores:
        sentence = _("No indicator is ticked yet, so the indicators say nothing.")
    elif not positive:
        sentence = _("Something was found, but in no dimension enough to count. The indicators do not point to it.")
    else:
        sentence = _("Dimensions in which the indicators are enough: %(count)s of 6. They advise; you decide.") % {
            "count": len(positive)
        }
    because = {one.dimension: _because(one, found, led or {}) for one in scores}
    return Advice(sets, scores, sentence, because)


def _because(score: scoring.DimensionScore, found: Iterable[codelists.Code], led: Mapping[str, Iterable[int]]) -> str:
    """Return which signs made a dimension enough, or are there and not enough, the strongest first."""
    within = [one for one in found if one.more["dimension"] == score.dimension]
    order = list(codelists.pack().codelists["indicator_strength"].codes)
    signs = [
        _sign(one, led.get(one.key, ())) for one in sorted(within, key=lambda one: order.index(one.more["strength"]))
    ]
    told = "; ".join(dict.fromkeys(signs))
    return (_("It is enough because of: %(signs)s.") if score.positive else _("So far there is only: %(signs)s.")) % {
        "signs": told
    }


def _sign(code: codelists.Code, questions: Iterable[int]) -> str:
    spoken = get_language() or "en"
    strength = codelists.pack().codelists["indicator_strength"].codes[code.more["strength"]].text(spoken).lower()
    numbers = ", ".join(str(one) for one in sorted(questions))
    if not numbers:
        return _("%(sign)s (%(strength)s)") % {"sign": code.text(spoken), "strength": strength}
    return _("%(sign)s (%(strength)s, from question %(numbers)s)") % {
        "sign": code.text(spoken),
        "strength": strength,
        "numbers": numbers,
    }


def conclusion(
    *, acts: Iterable[str], means: Iterable[str], purposes: Iterable[str], age_at_entry: int | None
) -> grounds.Conclusion:
    """Return what the definition of trafficking says of these elements, with the rule for children."""
    return grounds.conclude(
        acts=list(acts), means=list(means), purposes=list(purposes), age_at_entry=age_at_entry, adult_age=adult_age()
    )


def age_at_entry(*, person: Person, entered_on: dt.date | None, told: int | None) -> int | None:
    """Return the age at entry, as told, or as the years give it: whoever may still have been a child is taken for one.

    The years alone leave open whether the birthday of that year had come.
    """
    if told is not None or entered_on is None:
        return told
    age = person.age_on(entered_on)
    return age - 1 if age == adult_age() else age


def adult_age() -> int:
    """Return the age from which a person is an adult in this country."""
    return int(codelists.pack().parameters["adult_age"])
