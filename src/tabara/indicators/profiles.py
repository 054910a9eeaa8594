"""The profiles of disclosure control that the pack declares, as the rules that figures are computed by."""

from functools import lru_cache

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.codelists import Method, Profile, Surface
from tabara.indicators.errors import IndicatorError
from tabara.indicators.periods import Period
from tabara.methods.disclosure import Dominance, Rule, ptable


def profile_at(surface: Surface) -> Profile:
    """Return the profile that holds where figures are met."""
    return codelists.pack().disclosure.at(surface)


def profile(key: str) -> Profile:
    """Return a profile by its key.

    Raises:
        IndicatorError: where the pack has none of that key.
    """
    try:
        return codelists.pack().disclosure.profile(key)
    except codelists.CodelistError as error:
        raise IndicatorError(str(error)) from None


def rule_at(surface: Surface) -> Rule:
    """Return the rule that holds where figures are met."""
    return rule_of(profile_at(surface))


def rule_of(one: Profile) -> Rule:
    """Return the rule of a profile."""
    noise = (one.base, one.reach) if one.method is Method.PERTURB else None
    return _rule(one.threshold, str(one.style), one.agencies, one.largest, noise)


@lru_cache(maxsize=32)
def _rule(threshold: int, style: str, agencies: int, largest: float, noise: tuple[int, int] | None) -> Rule:
    dominance = Dominance(agencies, largest)
    return Rule(
        threshold=threshold,
        style="less-than" if style == "less-than" else "suppress",
        complementary=threshold > 1 or dominance.asks,
        dominance=dominance if dominance.asks else None,
        noise=ptable(threshold, *noise) if noise else None,
    )


def refuse_short(period: Period, one: Profile) -> None:
    """Refuse a period under the profile's shortest: the fewer days it covers, the more it tells of one person."""
    if period.months < one.months:
        raise IndicatorError(
            _(
                "Figures of the profile “%(profile)s” cover %(months)s months at least, but %(since)s to %(until)s is "
                "shorter. Ask for more."
            )
            % {"profile": one.key, "months": one.months, "since": period.since, "until": period.until}
        )
