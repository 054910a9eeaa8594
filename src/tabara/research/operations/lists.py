"""Say which people a list counts."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.research.enums import Victims
from tabara.research.models import CountedList
from tabara.research.operations.words import titled

LONGEST_TITLE, LONGEST_WORDS = 80, 300
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,19}")


@dataclass(frozen=True)
class Definition:
    """What makes a list: its name in the table, its agencies, whom of their people it counts, and the period."""

    key: str
    title: str
    agencies: tuple[str, ...]
    since: dt.date
    until: dt.date
    victims: str = Victims.PRESUMED
    words: str = ""


@operation("research.define_list", needs=Permission.RESEARCH_KEEP)
def define_list(*, by: Member, event: uuid.UUID, at: dt.datetime, definition: Definition) -> CountedList:
    """Define a list: which agencies, which of their people, from when until when. It is never changed after."""
    _refuse(definition)
    row = CountedList(
        id=event,
        key=definition.key.strip(),
        title=titled(definition.title, "title", LONGEST_TITLE),
        agencies=sorted(set(definition.agencies)),
        victims=Victims(definition.victims),
        since=definition.since,
        until=definition.until,
        words=titled(definition.words, "words", LONGEST_WORDS),
        kept_by=by,
        kept_at=at,
    )
    write(row)
    return row


@operation("research.strike_list", needs=Permission.RESEARCH_KEEP)
def strike_list(*, by: Member, event: uuid.UUID, at: dt.datetime, counted: CountedList) -> CountedList:
    """Take a list out of use; what was counted of it keeps its definition."""
    latest(counted)
    if counted.struck_at is not None:
        raise Refused(_("This list is out of use already."))
    counted.struck_by, counted.struck_at = by, at
    write(counted, "struck_by", "struck_at")
    return counted


def _refuse(definition: Definition) -> None:
    key = definition.key.strip()
    if not KEY.fullmatch(key):
        raise Refused(
            _("The short name is 1 to 20 letters, digits, “-” or “_”, and begins with a letter. Write another one."),
            "key",
        )
    if CountedList.objects.filter(key=key, struck_at=None).exists():
        raise Refused(_("There is a list “%(key)s” already. Choose another short name.") % {"key": key}, "key")
    chosen = set(definition.agencies)
    if not chosen or Agency.objects.filter(key__in=chosen, country="").count() < len(chosen):
        raise Refused(_("Choose at least one agency of this system."), "agencies")
    if definition.victims not in tuple(Victims):
        raise Refused(_("Say which people the list counts."), "victims")
    if definition.until <= definition.since:
        raise Refused(_("The period ends before it begins. Correct one of the two days."), "until")
