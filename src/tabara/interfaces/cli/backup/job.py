"""The job that makes the night's backups. Done twice, it makes them twice; the old ones go by their rule."""

import subprocess
import sys

from tabara import jobs

LONGEST = 6 * 3600.0  # seconds that a night's backup may take


@jobs.task
def make_backups(home: str) -> str:
    """Make both backups and try them out, in a process of its own; return what was said last."""
    words = [sys.executable, "-m", "tabara.interfaces.cli.main", "backup", "--home", home]
    done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST, check=False)  # noqa: S603 - our own command
    said = (done.stderr.strip().splitlines() or [""])[-1]
    if done.returncode:
        raise jobs.GiveUp(said)
    return said
