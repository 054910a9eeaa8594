"""`tabara linkage pairs`: which records of agencies' lists may be of one person. Needs no instance."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tabara.interfaces.cli.commands.audit import written
from tabara.interfaces.cli.commands.encoding import spare, text_of
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.output import give_table, say, steps

if TYPE_CHECKING:
    import pyarrow as pa

    from tabara.methods.linkage import Linkage

linkage = typer.Typer(help="Which records of several lists are of one person.", no_args_is_help=True)
COLUMNS = ("unique_id_l", "unique_id_r", "probability")
SEED = 1
AT_ONCE = 50_000


class Engine(StrEnum):
    """Where the comparing runs."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@linkage.callback()
def about() -> None:
    """Link lists: pairs with probabilities, for a person to decide; nothing is merged by itself."""


@linkage.command(epilog=CODES)
def pairs(
    people: Annotated[
        Path, typer.Argument(help="A CSV of clear records: unique_id, and any of the columns of the manual.")
    ],
    output: Annotated[Path, typer.Option(help="The CSV of pairs to write.", dir_okay=False)],
    seed: Annotated[int, typer.Option(min=0, help="The seed of all chance: the same seed, the same pairs.")] = SEED,
    engine: Annotated[Engine, typer.Option(help="duckdb; or spark, for a million records.")] = Engine.DUCKDB,
    model: Annotated[
        Path | None, typer.Option(help="A model that was kept before, of either engine: nothing is learned anew.")
    ] = None,
    keep_model: Annotated[
        Path | None, typer.Option(help="Where to keep the model: shares, no names.", dir_okay=False)
    ] = None,
) -> None:
    """Compare the records of a file, and write the pairs that may be one person with their probability."""
    from tabara.methods.linkage import LinkageError, link, read_people

    spare([output, keep_model], [people, model])
    for file in filter(None, (output, keep_model)):
        if not file.parent.is_dir():
            raise Stop(f"There is no folder {file.parent}. Make it, or name another.", Exit.USAGE)
    try:
        learned = None if model is None else text_of(model)
        table = read_people(text_of(people))
        with _shown() as tell:
            found = link(table, seed=seed, engine=engine.value, divisions=_divisions(), model=learned, tell=tell)
    except LinkageError as error:
        raise Stop(str(error), Exit.USAGE) from None
    if keep_model is not None:
        _keep(found, keep_model)
    written(output, _lines(found.pairs))
    _tell(found, output)


@contextmanager
def _shown() -> Iterator[Callable[[float], None]]:
    """Show each step of the work from the moment on that it tells how far it is: a refusal comes before it."""
    from tabara.methods.linkage.pairs.linking import phase

    shown: list[Callable[[str, float], None]] = []
    with ExitStack() as open_:

        def tell(share: float) -> None:
            if not shown:
                shown.append(open_.enter_context(steps()))
            shown[0](*phase(share))

        yield tell


def _divisions() -> list[dict[str, frozenset[int]]]:
    """Say what ground each place of the pack covers, in each of its divisions, under its names and its code."""
    from tabara import codelists
    from tabara.interfaces.cli import instance
    from tabara.methods.linkage.pairs.places import place_key

    instance.settle(None)
    from django.conf import settings

    folder = Path(settings.PACKS) / settings.PACK
    if not (folder / "pack.toml").exists():
        return []
    gazetteer = codelists.load_pack(folder).places
    divisions: list[dict[str, frozenset[int]]] = [{} for _ in gazetteer.versions]
    for number, piece in enumerate(gazetteer.pieces):
        for division, lies_in in zip(divisions, piece, strict=True):
            for place in gazetteer.path(lies_in):
                for name in (place.code, place.name, *place.aliases):
                    division[place_key(name)] = division.get(place_key(name), frozenset()) | {number}
    return divisions


def _keep(found: "Linkage", file: Path) -> None:
    if not found.model:
        raise Stop("No model was learned: no two of these records share anything. Leave --keep-model out.", Exit.USAGE)
    written(file, [found.model, "\n"])


def _lines(found: "pa.Table") -> Iterator[str]:
    """Write the pairs down, some at a time: there may be millions."""
    yield ",".join(COLUMNS) + "\n"
    for some in found.select(list(COLUMNS)).to_batches(max_chunksize=AT_ONCE):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(zip(*some.to_pydict().values(), strict=True))
        yield text.getvalue()


def _tell(found: "Linkage", output: Path) -> None:
    """Tell what the thresholds promise: two of them have to be chosen, and between them a person decides."""
    rows = found.thresholds.to_pylist()
    give_table(
        f"{found.pairs.num_rows} pairs among {len(found.ids)} records",
        ("Threshold", "Pairs", "Precision", "Recall"),
        [(row["threshold"], row["pairs"], _share(row["precision"]), _share(row["recall"])) for row in rows],
    )
    say(f"Written to {output}.")
    say("Precision and recall are what the probabilities promise. Nothing is merged: look at the pairs in between.")


def _share(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"
