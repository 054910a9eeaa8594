"""Who may be counted: the people whose latest answer on statistics is a yes that they did not take back."""

from tabara.access.protected import Whole
from tabara.protection.cases.queries import counted as answers


def counted() -> frozenset[int]:
    """Return the statistical keys of the people who agree to be counted."""
    return answers.counted(Whole.MART)
