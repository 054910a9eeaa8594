"""Why an identity may be opened: for the same reasons as a note."""

from tabara.protection.cases.enums import Reason

__all__ = ["Reason"]
