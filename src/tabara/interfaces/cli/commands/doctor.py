"""`tabara doctor`: is the instance healthy, and what to do where it is not."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tabara import sealing
from tabara.interfaces.cli import checks, instance, keychecks, wallchecks
from tabara.interfaces.cli.backup import standing
from tabara.interfaces.cli.checks import Finding, State
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.instance import Home
from tabara.interfaces.cli.output import Format, give, give_json, say

MARK = {State.OK: "ok", State.WARNING: "WARNING", State.PROBLEM: "PROBLEM"}


def doctor(
    home: Home = None,
    mend: Annotated[
        bool,
        typer.Option(
            "--mend", help="Migrate the databases, rebuild the case lists and the tasks, close what others can read."
        ),
    ] = False,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Check the instance, and say for each problem what to do. Without --mend it changes nothing."""
    folder = instance.settle(home)
    if not instance.is_made(folder):
        raise Stop(f"There is no instance in {folder}. Make one with: tabara demo, or: tabara found")
    if mend:
        put_right(folder)
    findings = examine(folder)
    if shape is Format.JSON:
        give_json([asdict(finding) for finding in findings])
    else:
        show(findings)
    if any(finding.state is State.PROBLEM for finding in findings):
        raise typer.Exit(Exit.FOUND)


def show(findings: list[Finding]) -> None:
    """Give findings to a person, each with its remedy."""
    for finding in findings:
        give(f"{MARK[finding.state]:<8} {finding.check:<18} {finding.sentence}")
        if finding.remedy:
            give(f"{'':<8} {'':<18} → {finding.remedy}")


def examine(folder: Path) -> list[Finding]:
    """Run every check that the ones before it leave meaningful."""
    findings = list(checks.of_machine(folder))
    try:
        instance.set_up(folder, with_key=False)
        databases = list(checks.migrations())
    except Stop as stop:
        return [
            *findings,
            Finding("start", State.PROBLEM, str(stop), "Put this right first; the rest was not checked."),
        ]
    findings += [*databases, *checks.of_program()]
    if all(finding.state is State.OK for finding in databases):
        from django.utils import timezone

        from tabara.access.speaking import for_everybody

        with for_everybody():
            findings += [*keychecks.of_keys(folder), *checks.of_records(folder, timezone.now())]
        findings += wallchecks.of_walls(folder)
        findings += [standing.commits_reach_the_disk(), *standing.backups(folder, timezone.now())]
    return findings


def put_right(folder: Path) -> None:
    """Do what a program may do by itself: nothing that a person would have to decide."""
    place = sealing.root_key_place(folder)
    for path in (folder, *folder.glob("*.sqlite3*"), place):
        if path.exists() and path.stat().st_mode & 0o077:
            path.chmod(0o700 if path.is_dir() else 0o600)
            say(f"Closed {path} to others.")
    os.environ.setdefault("TABARA_HOME", str(folder))
    instance.set_up(folder)
    steps = instance.migrate()
    say(f"Migrated: {steps} steps.")
    from tabara.access.speaking import for_everybody
    from tabara.protection.cases.operations import tasks
    from tabara.protection.cases.operations.listing import drift, rebuild

    with for_everybody():
        if drift():
            say(f"Rebuilt the case lists: {rebuild()} rows.")
        if tasks.drift():
            say(f"Rebuilt the tasks: {tasks.rebuild()} rows.")
