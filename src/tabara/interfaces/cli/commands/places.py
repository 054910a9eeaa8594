"""`tabara places`: the true shapes of provinces and communes, for the maps of this instance."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tabara.interfaces.cli import instance
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.instance import Home
from tabara.interfaces.cli.output import give, say

places = typer.Typer(help="Places: their true shapes on the maps.", no_args_is_help=True)
SAID = "printed under every map."
File = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Boundaries as GeoJSON, in degrees (WGS 84).")]
Source = Annotated[str, typer.Option(help=f"Whose boundaries they are; {SAID}")]
Licence = Annotated[str, typer.Option(help=f"Their licence; {SAID}")]
Dated = Annotated[str, typer.Option(help=f"The day or the year they are of; {SAID}")]
Division = Annotated[str, typer.Option(help="The division of the country, by its year; found by itself otherwise.")]
Level = Annotated[int, typer.Option(min=0, max=2, help="1 for provinces, 2 for communes; found by itself otherwise.")]
Partial = Annotated[bool, typer.Option("--partial", help="Import even where some places have no shape.")]
Check = Annotated[bool, typer.Option("--check", help="Say what it would do, and change nothing.")]
Remove = Annotated[bool, typer.Option("--remove", help="Take the shapes of a division and a level away again.")]


@places.callback()
def about() -> None:
    """Places: their true shapes on the maps."""


@places.command("import-geometry", epilog=CODES)
def import_geometry(
    file: File = None,
    home: Home = None,
    source: Source = "",
    licence: Licence = "",
    dated: Dated = "",
    division: Division = "",
    level: Level = 0,
    partial: Partial = False,
    check: Check = False,
    remove: Remove = False,
) -> None:
    """Import the boundaries of provinces or communes, so that maps show their true shapes instead of tiles."""
    instance.settle(home)
    if remove:
        _remove(division, level)
        return
    if file is None or not source.strip() or not licence.strip():
        raise Stop("Name the file, and say whose boundaries they are: --source and --licence.", Exit.USAGE)
    credit = (source.strip(), licence.strip(), dated.strip())
    done = _take_in(file, credit, version=division, level=level, partial=partial, check=check)
    for place in done.matched.missing:
        give(f"no shape: {place.code} {place.name}")
    for one in done.matched.strange:
        give(f"no place: feature {one.number}")
    if not done.joined:
        say("Neighbours did not join exactly; overlaps and slivers between them were mended.")
    what = f"{len(done.matched.found)} places of level {done.matched.level} of the division of {done.matched.version}"
    say(f"Nothing was changed; it would import {what}." if check else f"Imported {what}.")


def _take_in(file: Path, credit: tuple[str, str, str], **asked: Any) -> Any:
    from django.conf import settings
    from django.utils import timezone

    from tabara import codelists
    from tabara.publication.errors import PublicationError
    from tabara.publication.maps.importing import Credit, take_in

    places = codelists.load_pack(Path(settings.PACKS) / settings.PACK).places
    kept: dict[str, Any] = {"folder": settings.BOUNDARIES, "on": timezone.localdate()}
    try:
        return take_in(file, places=places, credit=Credit(*credit), **kept, **asked)
    except PublicationError as error:
        raise Stop(str(error), Exit.USAGE) from None


def _remove(division: str, level: int) -> None:
    from django.conf import settings

    from tabara.publication.maps import boundaries

    if not division or not level:
        raise Stop("Say which shapes: --division and --level.", Exit.USAGE)
    if not boundaries.remove(settings.BOUNDARIES, division, level):
        raise Stop(f"There are no shapes of level {level} of the division of {division}.", Exit.USAGE)
    say("Removed. The maps show tiles again.")
