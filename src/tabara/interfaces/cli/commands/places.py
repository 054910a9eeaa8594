"""`tabara places`: the true shapes of provinces and communes, for the maps of this instance."""

from pathlib import Path
from typing import Annotated

import typer

from tabara.interfaces.cli import instance
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.instance import Home
from tabara.interfaces.cli.output import give, say

places = typer.Typer(help="Places: their true shapes on the maps.", no_args_is_help=True)
Division = Annotated[str, typer.Option(help="The division of the country, by its year; found by itself otherwise.")]
Level = Annotated[int, typer.Option(min=0, max=2, help="1 for provinces, 2 for communes; found by itself otherwise.")]


@places.callback()
def about() -> None:
    """Places: their true shapes on the maps."""


@places.command("import-geometry", epilog=CODES)
def import_geometry(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Boundaries as GeoJSON, in degrees (WGS 84).")
    ] = None,
    home: Home = None,
    source: Annotated[str, typer.Option(help="Whose boundaries they are; printed under every map.")] = "",
    licence: Annotated[str, typer.Option(help="Their licence; printed under every map.")] = "",
    dated: Annotated[str, typer.Option(help="The day or the year they are of; printed under every map.")] = "",
    division: Division = "",
    level: Level = 0,
    partial: Annotated[bool, typer.Option("--partial", help="Import even where some places have no shape.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Say what it would do, and change nothing.")] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the shapes of a division and a level away again.")
    ] = False,
) -> None:
    """Import the boundaries of provinces or communes, so that maps show their true shapes instead of tiles."""
    instance.settle(home)
    if remove:
        _remove(division, level)
        return
    if file is None or not source.strip() or not licence.strip():
        raise Stop("Name the file, and say whose boundaries they are: --source and --licence.", Exit.USAGE)
    from django.conf import settings
    from django.utils import timezone

    from tabara import codelists
    from tabara.publication.errors import PublicationError
    from tabara.publication.maps.importing import Credit, take_in

    pack = codelists.load_pack(Path(settings.PACKS) / settings.PACK)
    credit = Credit(source.strip(), licence.strip(), dated.strip())
    try:
        done = take_in(
            file,
            places=pack.places,
            folder=settings.BOUNDARIES,
            credit=credit,
            on=timezone.localdate(),
            version=division,
            level=level,
            partial=partial,
            check=check,
        )
    except PublicationError as error:
        raise Stop(str(error), Exit.USAGE) from None
    for place in done.matched.missing:
        give(f"no shape: {place.code} {place.name}")
    for one in done.matched.strange:
        give(f"no place: feature {one.number}")
    if not done.joined:
        say("Neighbours did not join exactly; overlaps and slivers between them were mended.")
    what = f"{len(done.matched.found)} places of level {done.matched.level} of the division of {done.matched.version}"
    say(f"Nothing was changed; it would import {what}." if check else f"Imported {what}.")


def _remove(division: str, level: int) -> None:
    from django.conf import settings

    from tabara.publication.maps import boundaries

    if not division or not level:
        raise Stop("Say which shapes: --division and --level.", Exit.USAGE)
    if not boundaries.remove(settings.BOUNDARIES, division, level):
        raise Stop(f"There are no shapes of level {level} of the division of {division}.", Exit.USAGE)
    say("Removed. The maps show tiles again.")
