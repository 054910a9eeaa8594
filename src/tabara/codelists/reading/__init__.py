"""From a folder to a checked pack: one reading serves both the check and the loading."""

from pathlib import Path

from tabara.codelists.errors import PackError, _
from tabara.codelists.packs import Pack
from tabara.codelists.problems import HARMLESS, Findings, Problem
from tabara.codelists.reading.alone import load_disclosure
from tabara.codelists.reading.whole import read_pack

__all__ = ["check_pack", "load_disclosure", "load_pack"]


def check_pack(folder: Path) -> tuple[Problem, ...]:
    """List everything that must be put right before the pack in a folder can be used."""
    findings = Findings(folder)
    read_pack(folder, findings)
    return findings.sorted()


def load_pack(folder: Path) -> Pack:
    """Give the pack in a folder, or refuse it with the list of its problems; a file that nothing reads stops nobody."""
    findings = Findings(folder)
    found = read_pack(folder, findings)
    in_the_way = [problem for problem in findings.sorted() if problem.number not in HARMLESS]
    if found is None or in_the_way:
        raise PackError(
            _("The pack in “%(folder)s” cannot be used (%(count)s to put right):\n%(problems)s"),
            folder=folder,
            count=len(in_the_way),
            problems="\n".join(str(problem) for problem in in_the_way),
        )
    return found
