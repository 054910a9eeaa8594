"""What the case page tells of the alerts that a case came from: that there was one, from whom and when; never what."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.protection.community import queries as community


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return the alerts that led to the case, to whoever sees what was found in it."""
    return [
        Entry(
            timezone.localdate(one.alert.received_at),
            _("Alert"),
            texts.code_label("alert_source", one.alert.source),
            one.taken_by.name,
        )
        for one in community.of_case(by=by, case=case)
    ]
