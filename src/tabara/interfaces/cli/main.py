"""`tabara`: the command line. Each command starts only what it needs."""

import os
import sys

import typer

from tabara.interfaces.cli.commands import (
    abroad,
    audit,
    backups,
    database,
    directory,
    doctor,
    figures,
    keys,
    linkage,
    packs,
    people,
    places,
    prevalence,
    retention,
    running,
    surveys,
)
from tabara.interfaces.cli.exits import CODES, Stop
from tabara.interfaces.cli.output import say

app = typer.Typer(
    help="Tabara finds, protects and counts the victims of trafficking in persons.",
    epilog=CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
for one in (
    running.demo,
    running.up,
    running.worker,
    people.found,
    people.seed,
    figures.figures,
    figures.infosheet,
    doctor.doctor,
    retention.retention,
    backups.backup,
    backups.restore,
    backups.officer,
):
    app.command(epilog=CODES)(one)
app.add_typer(database.database, name="database")
app.add_typer(directory.directory, name="directory")
app.add_typer(figures.mart, name="mart")
app.add_typer(packs.pack, name="pack")
app.add_typer(places.places, name="places")
app.add_typer(keys.keys, name="keys")
app.add_typer(audit.audit, name="audit")
app.add_typer(abroad.partner, name="partner")
app.add_typer(abroad.handover, name="handover")
for one in (surveys.scale_up, surveys.network_share):
    prevalence.prevalence.command(epilog=CODES)(one)
app.add_typer(prevalence.prevalence, name="prevalence")
app.add_typer(linkage.linkage, name="linkage")


def run() -> None:
    """Run the command that was asked for. What it makes is its owner's alone."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tabara.project.settings")
    try:
        app()
    except Stop as stop:
        say(str(stop))
        sys.exit(stop.code)


if __name__ == "__main__":
    run()
