"""The definition of trafficking as a rule: act, means and purpose, and the rule for children.

Palermo Protocol (United Nations, 2000), article 3: (a) an act, by one of the means, for the purpose of exploitation;
(b) consent is irrelevant where any of the means was used; (c) for a child the means are not needed. The age at entry
decides, not the age at the interview; whoever's age is unknown is treated as a child until it is assessed.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Conclusion:
    """Whether the elements of the definition are there, and the same in one sentence."""

    elements_met: bool
    child_rule: bool
    missing: tuple[str, ...]  # of "act", "means", "purpose"
    sentence: str


def conclude(
    *,
    acts: Collection[str],
    means: Collection[str],
    purposes: Collection[str],
    age_at_entry: int | None,
    adult_age: int = 18,
) -> Conclusion:
    """Return what the definition says of these elements; a person still decides."""
    child_rule = age_at_entry is None or age_at_entry < adult_age
    needed = {"act": acts, "purpose": purposes} if child_rule else {"act": acts, "means": means, "purpose": purposes}
    missing = tuple(name for name, found in needed.items() if not found)
    return Conclusion(not missing, child_rule, missing, _sentence(missing, age_at_entry, child_rule))


def _sentence(missing: tuple[str, ...], age: int | None, child_rule: bool) -> str:
    if age is None:
        rule = _("The age at entry is unknown, so the person is treated as a child and no means is needed.")
    elif child_rule:
        rule = _("The person was %(age)s at entry, a child, so no means is needed.") % {"age": age}
    else:
        rule = _("The person was %(age)s at entry, an adult, so an act, a means and a purpose are all needed.") % {
            "age": age
        }
    if not missing:
        return rule + " " + _("All of them are there: the definition of trafficking is met.")
    names = {"act": _("an act"), "means": _("a means"), "purpose": _("a purpose")}
    absent = ", ".join(names[name] for name in missing)
    return rule + " " + _("Not found so far: %(absent)s. The definition is not met.") % {"absent": absent}
