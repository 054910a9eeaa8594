"""Open a campaign, and end it."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.prevention import queries
from tabara.prevention.models import Campaign
from tabara.prevention.operations.checks import titled
from tabara.protection.cases.operations import checks

FAR = dt.timedelta(days=1826)  # a campaign further off is a slip


@operation("prevention.open_campaign", needs=Permission.PREVENTION_RECORD)
def open_campaign(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    title: str,
    theme: str,
    since: dt.date,
    until: dt.date | None = None,
    channels: Iterable[str] = (),
    language: str = "",
    materials: Iterable[str] = (),
) -> Campaign:
    """Open a campaign of the own agency on one theme."""
    row = Campaign(id=event, agency=by.agency, title=titled(title, "title"), since=since, until=until)
    checks.not_after(since, timezone.localdate(at) + FAR, "since", _("the latest day that can be planned"))
    row.theme = checks.known("awareness_theme", theme, "theme", on=since)
    row.channels = checks.all_known("awareness_channel", channels, "channels", on=since)
    row.materials = checks.all_known("awareness_material", materials, "materials", on=since)
    row.language = checks.known("language", language, "language", on=since) if language else ""
    _refuse_end(since, until)
    row.recorded_by, row.recorded_at = by, at
    write(row)
    return row


@operation("prevention.end_campaign", needs=Permission.PREVENTION_RECORD)
def end_campaign(*, by: Member, event: uuid.UUID, at: dt.datetime, campaign: Campaign, until: dt.date) -> Campaign:
    """Say until which day a campaign runs or ran; what was done in it stays."""
    latest(campaign)
    queries.demand(by, campaign)
    _refuse_end(campaign.since, until)
    last = campaign.sessions.filter(struck_at=None).order_by("-held_on").first()
    if last is not None and until <= last.held_on:
        raise Refused(
            _("A session of this campaign was held on %(day)s. Choose a later day.")
            % {"day": checks.written(last.held_on)},
            "until",
        )
    campaign.until = until
    write(campaign, "until")
    return campaign


def _refuse_end(since: dt.date, until: dt.date | None) -> None:
    if until is None:
        return
    checks.not_before(until, since + dt.timedelta(days=1), "until", _("the day after the first one"))
    checks.not_after(until, since + FAR, "until", _("five years from its beginning"))
