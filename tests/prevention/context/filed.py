"""Files of context as one would draw them, sent in the division of an invented country."""

import datetime as dt
import json
from typing import Any

from tabara.access.models import Member
from tabara.prevention import operations
from tabara.prevention.models import ContextFile, ContextValue
from tests.factories import NOW, TODAY

HEAD = "Code,Province,Commune,Division,Date,Cause,Displaced\n"
TAGS = "#adm2+code,#adm1+name,#adm2+name,#meta+division,#date,#cause+type,#affected+idps\n"


def csv(*rows: str, head: str = HEAD, tags: str = TAGS) -> bytes:
    """Return a file with a header, a line of tags, and rows."""
    return (head + tags + "\n".join(rows) + "\n").encode()


def dump(*rows: dict[str, Any]) -> bytes:
    """Return rows as the interface of the DTM writes them."""
    usual = {"operation": "Invented", "admin0Name": "Umuravyo", "admin0Pcode": "ZZ", "idpOriginAdmin1Pcode": None}
    return json.dumps({"result": [{**usual, **row} for row in rows]}).encode()


def sent(by: Member, content: bytes, *, layer: str = "displaced", at: Any = NOW, **told: Any) -> ContextFile:
    """Send a file."""
    usual = {"source": "Invented for a test", **told}
    return operations.send_context(by=by, at=at, content=content, layer=layer, **usual)


def weighed(by: Member, content: bytes, *, on: dt.date = TODAY, **told: Any) -> Any:
    """Send a file, and say what it would bring."""
    return operations.plan(by=by, file=sent(by, content, **told), on=on)


def imported(by: Member, content: bytes, *, at: Any = NOW, **told: Any) -> ContextFile:
    """Send a file and import it."""
    return operations.import_context(by=by, at=at, file=sent(by, content, at=at, **told))


def stands() -> list[tuple[str, str, str, int, str]]:
    """Return every value that stands: place, division, day, number, cause."""
    rows = ContextValue.objects.filter(file__state="imported").order_by("as_of", "place", "value")
    return [(one.place, one.place_version, one.as_of.isoformat(), one.value, one.cause) for one in rows]
