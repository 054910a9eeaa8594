"""Which pairs are compared at all: those that share one of these, as far as the number of pairs allows.

Names are so unequally common that one rule may give a hundred million pairs among 100,000 records. So every rule is
counted on the records before it is used, and the rules that find most for their cost come first.
"""

import pyarrow as pa

PAIRS_A_RECORD = 160  # 16 million among 100,000
ALWAYS_PAIRS = 600_000  # small sets are compared more freely

Rule = tuple[str, ...]
RULES: tuple[Rule, ...] = (
    ("phone",),
    ("born_on", "sex"),
    ("given_usual", "surname_begins"),
    ("surname_starts", "given_begins"),
    ("surname_usual", "born"),
    ("given_usual", "born"),
    ("given_usual", "commune"),
    ("surname_usual", "commune"),
    ("given_usual", "surname_ends"),
    ("mother_key", "surname_usual"),
    ("mother_key", "commune"),
    ("given_usual", "province"),
    ("surname_usual", "province"),
    ("mother_key", "given_usual"),
    ("surname_starts", "born"),
    ("surname_usual",),
    ("given_begins", "commune"),
    ("mother_key", "province", "sex"),
    ("given_usual",),
)

NARROWER: tuple[Rule, ...] = (("province",), ("born",), ("province", "born"))
"""What a rule asks besides where it would bring too many pairs together: among a million, most rules would."""


def chosen(
    fields: pa.Table,
    most: int | None = None,
    among: tuple[Rule, ...] = RULES,
    narrower: tuple[Rule, ...] = NARROWER,
) -> tuple[Rule, ...]:
    """Choose the rules whose pairs together stay within `most`; the first that fit, in their order.

    A rule that does not fit may do so where it asks for more, unless another then brings the same pairs together.
    """
    left = most or max(ALWAYS_PAIRS, PAIRS_A_RECORD * fields.num_rows)
    rules: list[Rule] = []
    for rule in among:
        for besides in ((), *narrower):
            asked = (*rule, *(name for name in besides if name not in rule))
            if any(set(asked) >= set(other) for other in rules):
                break
            pairs = count(fields, asked)
            if pairs <= left:
                rules += [asked] * (pairs > 0)
                left -= pairs
                break
    return tuple(rules)


def count(fields: pa.Table, rule: Rule) -> int:
    """Count the pairs that share all of these fields."""
    known = fields.select(list(rule)).drop_null()
    times = known.group_by(list(rule)).aggregate([([], "count_all")])["count_all"].to_numpy()
    return int((times * (times - 1) // 2).sum())
