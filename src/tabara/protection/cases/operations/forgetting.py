"""What has to go with who somebody is, in the rooms above this one: each says so itself."""

import datetime as dt
from collections.abc import Callable

from tabara.protection.cases.models import Case

Forgetting = Callable[[Case, dt.datetime], None]
_followers: list[Forgetting] = []


def follows_forgetting(follower: Forgetting) -> Forgetting:
    """Have a function take out, within the same act, what a room has sent or keeps about who the person is."""
    _followers.append(follower)
    return follower


def forget(case: Case, at: dt.datetime) -> None:
    """Let every room take out what it has, as who a person is, or what was told, is erased."""
    for follower in _followers:
        follower(case, at)
