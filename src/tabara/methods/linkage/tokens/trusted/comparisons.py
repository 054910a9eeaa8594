"""What two records are compared by in token space, and in how many steps from "the same" to "another".

The same token is the same text. Words that differ by one sound share what is left when it is taken away; years that
differ by one to three stand in each other's tokens of the years around. More than that no token tells.
"""

from splink import SettingsCreator
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from tabara.methods.linkage.pairs.blocking import Rule
from tabara.methods.linkage.pairs.model import Model
from tabara.methods.linkage.pairs.steps import Comparisons, Step, compared_by, sql
from tabara.methods.linkage.tokens.trusted.fields import ID

RULES: tuple[Rule, ...] = (
    ("phone",),
    ("born_on", "sex"),
    ("given_usual", "surname_begins"),
    ("surname_usual", "given_begins"),
    ("surname_begins", "given_begins"),
    ("given_usual", "born"),
    ("surname_usual", "born"),
    ("given_usual", "commune"),
    ("surname_usual", "commune"),
    ("given_usual", "province"),
    ("surname_usual", "province"),
    ("mother_key", "province"),
    ("mother_key", "surname_usual"),
    ("born", "province", "sex"),
    ("surname_usual",),
    ("given_usual",),
)


def _same(column: str) -> ComparisonLevelCreator:
    return sql(f"{column}_l = {column}_r")


def _share(column: str) -> ComparisonLevelCreator:
    return sql(f"list_has_any({column}_l, {column}_r)")


def _unknown(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _years(condition: str, *, rounded: bool = False) -> ComparisonLevelCreator:
    known = "(rounded_l IS NOT NULL OR rounded_r IS NOT NULL) AND "
    return sql(f"{known if rounded else ''}{condition}")


_COMMUNES = "commune_l IS NOT NULL AND commune_r IS NOT NULL"
_DATED = "born_on_l IS NOT NULL AND born_on_r IS NOT NULL"
_SECONDS = "given_second_l IS NOT NULL AND given_second_r IS NOT NULL"
_TWO = "list_has_any(born_1_l, born_1_r)"
_THREE = "list_contains(born_3_l, born_r)"
_SIX = "list_has_any(born_3_l, born_3_r)"

COMPARED: Comparisons = {
    "given": (
        _unknown("given_key"),
        (
            Step(sql("given_key_l = given_key_r AND given_second_l = given_second_r"), 0.05, "given_key"),
            Step(sql(f"given_key_l = given_key_r AND {_SECONDS}"), 0.01, "given_key"),
            Step(_same("given_key"), 0.78, "given_key"),
            Step(_share("given_keys"), 0.02),
            Step(_share("given_near"), 0.1, "given_key"),
            Step(_same("given_begins"), 0.02),
        ),
    ),
    "surname": (
        _unknown("surname_key"),
        (
            Step(_same("surname_key"), 0.8, "surname_key"),
            Step(_share("surname_near"), 0.12, "surname_key"),
            Step(_share("surname_keys"), 0.02),
            Step(_same("surname_begins"), 0.03),
        ),
    ),
    "born": (
        _unknown("born"),
        (
            Step(_same("born_on"), 0.08),
            Step(sql(f"{_DATED} AND born_l = born_r"), 0.01),
            Step(sql(_DATED), 0.01),
            Step(_same("born"), 0.3),
            Step(sql("list_contains(born_1_l, born_r)"), 0.22),
            Step(sql(_TWO), 0.15),
            Step(_years(_THREE, rounded=True), 0.08),
            Step(_years(_THREE), 0.05),
            Step(_years(_SIX, rounded=True), 0.04),
            Step(_years(_SIX), 0.03),
        ),
    ),
    "place": (
        _unknown("province"),
        (
            Step(_same("commune"), 0.35, "commune"),
            Step(sql(f"province_l = province_r AND {_COMMUNES}"), 0.02, "province"),
            Step(_same("province"), 0.55, "province"),
        ),
    ),
    "mother": (
        _unknown("mother_key"),
        (Step(_same("mother_key"), 0.85, "mother_key"), Step(_share("mother_near"), 0.1)),
    ),
    "phone": (_unknown("phone"), (Step(_same("phone"), 0.75),)),
    "list": (_unknown("list"), (Step(_same("list"), 0.08),)),
    "sex": (f"{_unknown('sex')} OR (sex_l = sex_r AND given_key_l = given_key_r)", (Step(_same("sex"), 0.98),)),
}
"""For each comparison: when nothing is known, and its steps, the first that holds; last comes whatever is left."""


def settings(rules: tuple[Rule, ...], model: Model | None = None) -> SettingsCreator:
    """Return the model for Splink: before it is trained, or with the shares that training found."""
    return compared_by(COMPARED, rules, numbered_by=ID, model=model)
