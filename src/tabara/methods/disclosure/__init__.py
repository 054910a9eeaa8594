"""Decide which counts may be shown, so that nobody can be recognised in a published figure.

A withheld count is None, never zero. `protect` takes a table with its totals, `protect_nested` areas that lie in
one another, `protect_value` a single count, `protect_share` and `protected_shares` percentages; each demands a rule.
Where many tables are asked for, `ptable` gives each cell a noise of its own for ever instead; `rounded` rounds.
`derived` looks at several releases together, and `Dominance` at who contributed.
"""

from tabara.methods.disclosure.cell_keys import Ptable, cell_key, ptable
from tabara.methods.disclosure.dominance import Dominance
from tabara.methods.disclosure.errors import DisclosureError
from tabara.methods.disclosure.linked import Derived, derived
from tabara.methods.disclosure.nested import protect_nested
from tabara.methods.disclosure.protect import Protected, protect
from tabara.methods.disclosure.reader import Patience
from tabara.methods.disclosure.rounding import randomly_rounded, rounded, rounded_share
from tabara.methods.disclosure.rules import (
    INTERNAL,
    PUBLIC,
    UNODC,
    Rule,
    protect_value,
    value_text,
)
from tabara.methods.disclosure.shares import (
    GroupShares,
    ctdc_shares,
    percentage,
    protect_share,
    protected_shares,
)
from tabara.methods.disclosure.table import Table, one_way, two_way
from tabara.methods.disclosure.told import Told

__all__ = [
    "INTERNAL",
    "PUBLIC",
    "UNODC",
    "Derived",
    "DisclosureError",
    "Dominance",
    "GroupShares",
    "Patience",
    "Protected",
    "Ptable",
    "Rule",
    "Table",
    "Told",
    "cell_key",
    "ctdc_shares",
    "derived",
    "one_way",
    "percentage",
    "protect",
    "protect_nested",
    "protect_share",
    "protect_value",
    "protected_shares",
    "ptable",
    "randomly_rounded",
    "rounded",
    "rounded_share",
    "two_way",
    "value_text",
]
