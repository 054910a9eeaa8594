"""How many names within an hour are many, and who has opened more: whoever opens one keeps to it."""

from tabara import codelists
from tabara.access import pace
from tabara.access.models import Member
from tabara.protection.community import operations as community

# What shows who somebody is.
OPENS = (
    "intake.open_identity",
    "intake.subject_access_report",
    "intake.compare_pair",
    "intake.open_inquired",
    *community.OPENS,
)


def often() -> int:
    """Return how many names within an hour are many, as the pack says."""
    return int(codelists.pack().parameters["identities_per_hour"])


def stopped(*, by: Member) -> list[Member]:
    """Return the colleagues whom the asking member may let go on, because they opened too many names."""
    return pace.stopped(by=by, acts=OPENS, often=often())
