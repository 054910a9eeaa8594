"""What two records are compared by, and in how many steps from "the same" to "another".

Each step has a usual share among pairs of one person. It is where training starts, and stays where a set is too small
to teach better. A name that is rare says more than a common one, so the steps of names and places are weighed by
how frequent the key is (term frequency). Jaro-Winkler alone overrates Kirundi names, which share long stems; that is
why its steps are narrow, and weighed like the others.

References
----------
Fellegi and Sunter (1969), "A theory for record linkage", Journal of the American Statistical Association 64.
Winkler (1990), "String comparator metrics and enhanced decision rules", Survey Research Methods, ASA.
"""

from splink import SettingsCreator
from splink import comparison_level_library as levels
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from tabara.methods.linkage.pairs.blocking import Rule
from tabara.methods.linkage.pairs.model import Model
from tabara.methods.linkage.pairs.people import ID
from tabara.methods.linkage.pairs.steps import Comparisons, Step, compared_by, sql


def settings(rules: tuple[Rule, ...], model: Model | None = None) -> SettingsCreator:
    """Return the model for Splink: before it is trained, or with the shares that training found."""
    return compared_by(COMPARED, rules, numbered_by=ID, model=model)


def _unknown(*columns: str) -> str:
    return " OR ".join(f"{column}_l IS NULL OR {column}_r IS NULL" for column in columns)


def _same(*columns: str) -> ComparisonLevelCreator:
    return sql(" AND ".join(f"{column}_l = {column}_r" for column in columns))


def _alike(column: str, least: float) -> ComparisonLevelCreator:
    return levels.JaroWinklerLevel(column, least)


def _shared(column: str) -> ComparisonLevelCreator:
    return levels.ArrayIntersectLevel(column, 1)


def _years(most: int, *, rounded: bool = False) -> ComparisonLevelCreator:
    apart = f"abs(born_l - born_r) <= {most}"
    return sql(f"(rounded_l OR rounded_r) AND {apart}" if rounded else apart)


_BOTH_DATED = "born_on_l IS NOT NULL AND born_on_r IS NOT NULL"
_BOTH_COMMUNES = "commune_l IS NOT NULL AND commune_r IS NOT NULL"
_BOTH_SECOND = "given_key_l = given_key_r AND second_key_l IS NOT NULL AND second_key_r IS NOT NULL"

COMPARED: Comparisons = {
    "given": (
        _unknown("given_key"),
        (
            Step(_same("given_key", "second_key"), 0.05, "given_key"),
            Step(sql(_BOTH_SECOND), 0.01, "given_key"),
            Step(_same("given_key"), 0.78, "given_key"),
            Step(_shared("given_keys"), 0.02),
            Step(_alike("given_key", 0.92), 0.05, "given_key"),
            Step(_alike("given", 0.88), 0.05, "given_key"),
            Step(_alike("given_key", 0.80), 0.02),
        ),
    ),
    "surname": (
        _unknown("surname_key"),
        (
            Step(_same("surname_key"), 0.8, "surname_key"),
            Step(_alike("surname_key", 0.92), 0.1, "surname_key"),
            Step(_alike("surname", 0.88), 0.03, "surname_key"),
            Step(_shared("surname_keys"), 0.02),
            Step(_alike("surname_key", 0.80), 0.02),
        ),
    ),
    "born": (
        _unknown("born"),
        (
            Step(_same("born_on"), 0.08),
            Step(levels.Or(levels.DamerauLevenshteinLevel("born_on", 1), sql("born_on_l = born_month_r")), 0.01),
            Step(sql(f"{_BOTH_DATED} AND born_l = born_r"), 0.01),
            Step(sql(_BOTH_DATED), 0.01),
            Step(_years(0), 0.3),
            Step(_years(1), 0.22),
            Step(_years(2), 0.15),
            Step(_years(3, rounded=True), 0.08),
            Step(_years(3), 0.05),
            Step(_years(6, rounded=True), 0.04),
            Step(_years(6), 0.03),
        ),
    ),
    "place": (
        _unknown("province"),
        (
            Step(_same("commune"), 0.35, "commune"),
            Step(sql(f"province_l = province_r AND {_BOTH_COMMUNES}"), 0.02, "province"),
            Step(_same("province"), 0.55, "province"),
            Step(_shared("ground"), 0.03),
        ),
    ),
    "mother": (
        _unknown("mother_key"),
        (
            Step(_same("mother_key"), 0.85, "mother_key"),
            Step(_shared("mother_keys"), 0.03),
            Step(_alike("mother_key", 0.85), 0.08),
        ),
    ),
    "phone": (
        _unknown("phone"),
        (Step(_same("phone"), 0.75), Step(levels.DamerauLevenshteinLevel("phone", 1), 0.05)),
    ),
    # Given names tell the sex: where they are the same, the same sex says nothing more, another sex says much.
    "sex": (f"{_unknown('sex')} OR (sex_l = sex_r AND given_key_l = given_key_r)", (Step(_same("sex"), 0.98),)),
    "agency": (_unknown("agency"), (Step(_same("agency"), 0.08),)),
}
"""For each comparison: when nothing is known, and its steps, the first that holds; last comes whatever is left."""


STEPS = {name: len(steps) + 1 for name, (_, steps) in COMPARED.items()}
"""How many shares each comparison has: one a step, and one for what is left."""


def exact(name: str, column: str) -> int:
    """Tell which step of a comparison is the plain sameness of a column: Splink sets frequencies against its share."""
    plain = f"{column}_l = {column}_r"
    return [getattr(step.holds, "sql_condition", "") for step in COMPARED[name][1]].index(plain)


FREQUENT = tuple(name for name, (_, steps) in COMPARED.items() if any(step.frequency_of for step in steps))
"""The comparisons that weigh frequencies."""
