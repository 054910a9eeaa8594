"""What may happen to what is known of a person's family, of other cases, and of suspects."""

from tabara.protection.family.operations.household import (
    add_household_member,
    end_guardian,
    end_household_member,
    name_guardian,
)
from tabara.protection.family.operations.network import end_involvement, name_suspect
from tabara.protection.family.operations.opening import Words, open_family
from tabara.protection.family.operations.ties import tie_cases, untie_cases
from tabara.protection.family.operations.tracing import ask_tracing, record_tracing

__all__ = [
    "Words",
    "add_household_member",
    "ask_tracing",
    "end_guardian",
    "end_household_member",
    "end_involvement",
    "name_guardian",
    "name_suspect",
    "open_family",
    "record_tracing",
    "tie_cases",
    "untie_cases",
]
