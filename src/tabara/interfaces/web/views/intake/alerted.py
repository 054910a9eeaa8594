"""A form that began with an alert: which one it is, and what of it need not be asked twice."""

import uuid
from typing import Any

from django.http import HttpRequest

from tabara.access.errors import NotFound
from tabara.interfaces.web.forms.intake_life import BETWEEN
from tabara.protection.community import queries as community

Parts = dict[str, dict[str, list[str]]]


def alert_of(request: HttpRequest, number: uuid.UUID | None) -> Any:
    """Return the alert, where a person can be registered because of it at this moment; else `None`."""
    if number is None:
        return None
    try:
        found = community.alert(by=request.user, number=number)
    except NotFound:
        return None
    return found if community.can_be_taken(by=request.user, alert=found) else None


def answered(alert: Any) -> Parts:
    """Return what the alert says in codes as the parts of a form would have been typed; each is still asked."""
    if alert is None:
        return {}
    parts: Parts = {}
    if alert.place:
        place = f"{alert.place_version}{BETWEEN}{alert.place}"
        parts["where"] = {"division": [alert.place_version], "place": [place]}
    if alert.needs:
        parts["safety"] = {"urgent_needs": list(alert.needs)}
    if alert.people == 1 and len(alert.sexes) == 1:
        parts["who"] = {"sex": list(alert.sexes)}
    return parts
