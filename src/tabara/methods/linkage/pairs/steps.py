"""Comparisons and their steps, as Splink takes them: before a model is trained, or with the shares that it found.

Clear words and tokens are compared by other steps; what is made of the steps is the same, and stands here.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from splink import SettingsCreator, block_on
from splink import comparison_level_library as levels
from splink import comparison_library as library
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from tabara.methods.linkage.pairs.blocking import Rule
from tabara.methods.linkage.pairs.model import Model

PRIOR = 1e-4  # the chance that two records are of one person, until training has told a better one
MOST_TURNS = 40


@dataclass(frozen=True)
class Step:
    """One step of a comparison: when it holds, and how often among pairs of one person."""

    holds: ComparisonLevelCreator
    usual: float
    frequency_of: str | None = None


Comparisons = Mapping[str, tuple[str, tuple[Step, ...]]]
"""For each comparison by its name: when nothing is known, and its steps."""


def compared_by(
    comparisons: Comparisons, rules: Sequence[Rule], *, numbered_by: str, model: Model | None = None
) -> SettingsCreator:
    """Return the whole model for Splink, which compares the pairs that share what one of the rules names."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name=numbered_by,
        comparisons=[comparison(name, *steps, model) for name, steps in comparisons.items()],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        probability_two_random_records_match=model.prior if model else PRIOR,
        max_iterations=MOST_TURNS,
    )


def sql(condition: str) -> ComparisonLevelCreator:
    """Return what holds where a condition does; Splink says it again to engines other than DuckDB."""
    return levels.CustomLevel(condition, base_dialect_str="duckdb")


def comparison(name: str, unknown: str, steps: Sequence[Step], model: Model | None) -> library.CustomComparison:
    """Return a comparison: when nothing is known, its steps, and whatever is left."""
    usual = [step.usual for step in steps]
    same = model.same[name] if model else (*usual, 1.0 - sum(usual))
    other = model.other[name] if model else (None,) * len(same)
    found = [*(_level(step) for step in steps), levels.ElseLevel()]
    for level, of_same, of_other in zip(found, same, other, strict=True):
        level.configure(m_probability=of_same)
        if of_other is not None:
            level.configure(u_probability=of_other)
    nothing = sql(unknown).configure(is_null_level=True)
    return library.CustomComparison(output_column_name=name, comparison_levels=[nothing, *found])


def _level(step: Step) -> ComparisonLevelCreator:
    """Make the level anew: Splink writes into it."""
    level = copy(step.holds)
    if step.frequency_of is not None:
        level.configure(tf_adjustment_column=step.frequency_of, tf_adjustment_weight=1.0)
    return level
