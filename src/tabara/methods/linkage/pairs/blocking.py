"""Which pairs are compared at all: those that share one of these, as far as the number of pairs allows.

Names are so unequally common that one rule may give a hundred million pairs among 100,000 records. So every rule is
counted on the records before it is used, and the rules that find most for their cost come first.
"""

from collections import Counter

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


def chosen(fields: pa.Table, most: int | None = None) -> tuple[Rule, ...]:
    """Choose the rules whose pairs together stay within `most`; the first that fit, in their order."""
    limit = most or max(ALWAYS_PAIRS, PAIRS_A_RECORD * fields.num_rows)
    rules: list[Rule] = []
    total = 0
    for rule in RULES:
        pairs = count(fields, rule)
        if pairs and total + pairs <= limit:
            rules.append(rule)
            total += pairs
    return tuple(rules)


def count(fields: pa.Table, rule: Rule) -> int:
    """Count the pairs that share all of these fields."""
    columns = [fields[name].to_pylist() for name in rule]
    together = Counter(values for values in zip(*columns, strict=True) if None not in values)
    return sum(times * (times - 1) // 2 for times in together.values())
