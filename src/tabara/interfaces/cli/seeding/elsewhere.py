"""Three invented lists that an invented unit linked by tokens: they come in as a researcher brings them in."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from tabara.research import operations


def bring_in(told: Mapping[str, Any], by: Any, now: dt.datetime, since: dt.date, until: dt.date) -> Any:
    """Bring in lists that were linked elsewhere; return what was counted of them."""
    lists = {
        name: operations.ListElsewhere(one["title"], since, until, one["words"]) for name, one in told["list"].items()
    }
    return operations.bring_in(by=by, at=now, brought=operations.read(_sent(told)), lists=lists)


def _sent(told: Mapping[str, Any]) -> operations.Files:
    """Return the table and the account, as a unit writes them."""
    names, counts = told["names"], told["histories"]
    rows = [f"{','.join(bits)},{many}" for bits, many in counts.items()]
    on = {bits: [name for name, bit in zip(names, bits, strict=True) if bit == "1"] for bits in counts}
    account = {
        **{name: told[name] for name in ("project", "key", "normaliser", "left_out")},
        "round": 1,
        "scheme": "fields",
        "threshold": 0.5,
        "records": {name: sum(many for bits, many in counts.items() if name in on[bits]) for name in names},
        "histories": [{"lists": on[bits], "people": many} for bits, many in counts.items()],
        "withheld": False,
    }
    capture = "\n".join([",".join([*names, "count"]), *rows, ""])
    return operations.Files(capture.encode(), json.dumps(account).encode())
