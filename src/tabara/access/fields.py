"""Which groups of a record's fields a member may see, by the table of `access.showing`.

Of a record that is only shared, nobody sees more than the groups shared.
"""

from collections.abc import Iterable

from tabara.access.enums import FieldGroup
from tabara.access.models import Member
from tabara.access.operation import Held, Shareable, within
from tabara.access.showing import NEEDS, could_see


def seen(by: Member, held: Held, *, reason: str | None = None) -> frozenset[FieldGroup]:
    """Return the groups of a record that a member may see, for a reason where one is given."""
    if not by.may_act:
        return frozenset()
    could = could_see(by, reason)
    found = {group for group, scopes in could.items() if any(within(by, scope, held) for scope in scopes)}
    if found != set(could) and isinstance(held, Shareable):
        for share in held.shares():
            found |= {group for group in could if group in share.groups and share.reaches(by, NEEDS[group])}
    return frozenset(found)


def of_share(by: Member, groups: Iterable[str]) -> frozenset[FieldGroup]:
    """Return which of the groups shared a member's roles may see at all."""
    return frozenset(set(could_see(by, None)) & set(groups))
