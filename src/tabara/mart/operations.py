"""Ask for the mart to be built: who may, and that they did."""

import datetime as dt
import uuid
from pathlib import Path

from tabara import jobs
from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.mart.job import KEY, rebuild


@operation("mart.build", needs=Permission.MART_BUILD)
def build_mart(*, by: Member, event: uuid.UUID, at: dt.datetime, folder: Path, full: bool = False) -> None:
    """Ask for the mart to be built; a job does it, once, however often it is asked for meanwhile.

    The building is outside this act's transaction: nobody is kept from writing while it lasts.
    """
    jobs.enqueue(rebuild, key=KEY, again=True, folder=str(folder), at=at.isoformat(), full=full)
