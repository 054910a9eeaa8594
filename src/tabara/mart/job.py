"""The job that builds the mart. Done twice, it builds the same twice."""

import datetime as dt
from pathlib import Path

from tabara import jobs
from tabara.mart.build import build
from tabara.mart.errors import MartError

KEY = "mart.build"


@jobs.task
def rebuild(folder: str, at: str, full: bool) -> str:
    """Build the mart as of the moment it was asked for; return the name of the build."""
    try:
        made = build(
            Path(folder),
            at=dt.datetime.fromisoformat(at),
            full=full,
            progress=lambda part, doing: jobs.progress(round(part * 100), doing),
        )
    except MartError as error:
        raise jobs.GiveUp(str(error)) from error
    return made.build_id
