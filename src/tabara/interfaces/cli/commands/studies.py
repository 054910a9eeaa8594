"""`tabara prevalence study`: one table looked at from every side, and what may be said of it. Needs no instance."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Annotated

import typer

from tabara.interfaces.cli.commands.encoding import text_of as text
from tabara.interfaces.cli.commands.linked import described, drawn_from
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.output import Format, course, give, give_json, give_table, say
from tabara.methods.disclosure import Rule
from tabara.methods.linkage.errors import LinkageError
from tabara.methods.prevalence import CaptureTable, Estimate, PrevalenceError, Status, pooled, read_csv, read_strata
from tabara.methods.prevalence.estimators import ESTIMATORS, RESAMPLES, SEED
from tabara.methods.prevalence.fan import MOST_PROCESSES, fanned
from tabara.methods.prevalence.study import Gate, Study
from tabara.methods.prevalence.study import study as studied

Method = StrEnum("Method", {name.upper(): name for name in ESTIMATORS})  # type: ignore[misc]  # known when it runs
Processes = Annotated[
    int, typer.Option(min=1, max=MOST_PROCESSES, help="How many processes of this machine share the work.")
]
Cluster = Annotated[
    str | None, typer.Option(help="The address of a Dask scheduler that does the work, as tcp://10.0.0.5:8786.")
]
Divided = Annotated[str, typer.Option(help="Columns that divide people, separated by commas: sex,province.")]
PASSED = {True: "yes", None: "nothing to see"}
LEFT = {Status.ESTIMATED: "a warning", Status.LOWER_BOUND_ONLY: "at least so many", Status.NOT_ESTIMABLE: "no number"}
PDF, JSON = ".pdf", ".json"
COMMON = "common"  # the pack that all others extend


class Language(StrEnum):
    """The languages of the report."""

    ENGLISH = "en"
    FRENCH = "fr"


def study(
    file: Annotated[Path, typer.Argument(help="A CSV: for each list a column of 0 and 1, and a column “count”.")],
    output: Annotated[
        Path | None, typer.Option(help="A .pdf for the report, with a .json beside it; or a .json alone.")
    ] = None,
    bootstrap: Annotated[int, typer.Option(min=0, help="How many resamples the limits rest on.")] = RESAMPLES,
    seed: Annotated[int, typer.Option(min=0, help="The seed of all chance: the same seed, the same study.")] = SEED,
    claim: Annotated[float | None, typer.Option(help="A total that somebody claims: what would make it true?")] = None,
    describe: Annotated[
        Path | None, typer.Option(help="A TOML: what the lists are, the period, who says why each assumption holds.")
    ] = None,
    strata: Divided = "",
    linkage: Annotated[
        list[Path] | None, typer.Option(help="A CSV of the same lists, linked otherwise; again for each linkage.")
    ] = None,
    account: Annotated[
        Path | None, typer.Option(help="What the linkage unit wrote with --account: how, and who was left out.")
    ] = None,
    linked: Annotated[
        Path | None, typer.Option(help="The study numbers of the linkage unit; with --pairs, linkages are drawn.")
    ] = None,
    pairs: Annotated[Path | None, typer.Option(help="The pairs of the linkage unit, with --linked.")] = None,
    method: Annotated[
        list[Method] | None, typer.Option(help="Only these methods, and those that are always asked.")
    ] = None,
    language: Annotated[Language, typer.Option(help="The language of the report.")] = Language.ENGLISH,
    public: Annotated[
        bool, typer.Option("--public", help="The report for others: small counts withheld, no .json beside it.")
    ] = False,
    processes: Processes = 1,
    cluster: Cluster = None,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Study lists with every method at once; gates say whether a number, a least number or none may be quoted."""
    _writable(output, public)
    with refusing():
        table, divided = read(file, strata)
        told = described(table, describe, account)
        others = [*(read_csv(text(one)) for one in linkage or ()), *drawn_from(table, linked, pairs, seed)]
        with fanned(processes, cluster) as run, course("study") as move:
            found = studied(
                table,
                methods=[one.value for one in method] if method else None,
                bootstrap=bootstrap,
                seed=seed,
                strata=divided,
                linkages=others,
                description=told,
                claim=claim,
                progress=move,
                run=run,
            )
    written = [] if output is None else _write(found, output, language.value, public)
    if shape is Format.JSON:
        give_json(found.as_dict())
    else:
        _give(found)
    for path in written:
        say(f"Written: {path}")


@contextmanager
def refusing() -> Iterator[None]:
    """Tell what cannot be computed as what it is: something that was asked for wrongly."""
    try:
        yield
    except (PrevalenceError, LinkageError) as error:
        raise Stop(str(error), Exit.USAGE) from None


def read(file: Path, by: str) -> tuple[CaptureTable, Mapping[tuple[str, ...], CaptureTable] | None]:
    """Read a table, and its strata where columns divide it."""
    columns = [name.strip() for name in by.split(",") if name.strip()]
    if not columns:
        return read_csv(text(file)), None
    divided = read_strata(text(file), columns)
    return pooled(divided), divided


def _writable(output: Path | None, public: bool) -> None:
    """Refuse a place to write to before hours are spent on what would stand there."""
    if public and (output is None or output.suffix.lower() != PDF):
        raise Stop("--public is for a report: name a .pdf as --output. All else shows every count.", Exit.USAGE)
    if output is None:
        return
    if output.suffix.lower() not in (PDF, JSON):
        raise Stop(f"The output {output} ends neither in .pdf nor in .json. Choose one of them.", Exit.USAGE)
    if not output.parent.is_dir():
        raise Stop(f"There is no folder {output.parent}. Make it, or name another.", Exit.USAGE)
    if output.suffix.lower() == PDF:
        _printable(output)
    if public:
        _public_rule()


def _printable(output: Path) -> None:
    """Refuse a report that could not be set for want of its typeface."""
    from tabara.publication.errors import PublicationError
    from tabara.publication.typesetting import fonts

    try:
        fonts.check(fonts.FOLDER)
    except PublicationError as error:
        more = f"TABARA_FONTS names another folder that has it; {output.with_suffix(JSON).name} alone needs none."
        raise Stop(f"{error} {more}", Exit.ENVIRONMENT) from None


def _write(found: Study, output: Path, language: str, public: bool) -> list[Path]:
    """Write the study for programs, and beside it the report where a PDF is asked for: both, or nothing.

    What programs read has every count, so nothing of it stands beside a report for the public.
    """
    told = json.dumps(found.as_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    made = {} if public else {output.with_suffix(JSON): told.encode()}
    if output.suffix.lower() == PDF:
        made[output] = _report(found, language, public)
    for path, content in made.items():
        half = path.with_name(f".{path.name}.part")
        try:
            half.write_bytes(content)
            half.replace(path)
        except OSError as error:
            half.unlink(missing_ok=True)
            raise Stop(f"{path} cannot be written: {error.strerror}.") from None
    return list(made)


def _report(found: Study, language: str, public: bool) -> bytes:
    """The report as a PDF; only this needs what typesets."""
    from tabara.methods.disclosure import INTERNAL
    from tabara.publication.errors import PublicationError
    from tabara.publication.studies import render

    rule = _public_rule() if public else INTERNAL
    try:
        return render(found, language=language, on=dt.datetime.now(dt.UTC).date(), rule=rule)
    except PublicationError as error:
        raise Stop(str(error)) from None


def _public_rule() -> Rule:
    """Give the rule of whoever is outside: that of the pack here, or of what all packs share where none is named."""
    from tabara import codelists
    from tabara.indicators.profiles import rule_of
    from tabara.interfaces.cli import instance

    instance.settle(None)
    from django.conf import settings

    own = Path(settings.PACKS) / settings.PACK
    try:
        told = codelists.load_disclosure(own if own.is_dir() else Path(settings.PACKS) / COMMON)
        return rule_of(told.profile("public"))
    except codelists.CodelistError as error:
        raise Stop(str(error), Exit.USAGE) from None


def _give(found: Study) -> None:
    """What came out, then every method, then every gate: no number stands alone."""
    give(f"{found.outcome.value}: {found.says}")
    if found.quoted is not None:
        give(found.quoted.warning)
    title = f"{found.table.observed:,} people seen · capture table {found.table.sha256[:12]}"
    methods = [_method(one) for one in (*found.ensemble, *found.bounds)]
    give_table(title, ("Method", "Status", "Estimate", "95 %"), methods)
    give_table("Gates", ("Gate", "Passed", "It saw"), [_gate(one) for one in found.gates])
    sensitivity = found.sensitivity
    if sensitivity is not None and sensitivity.tipping is not None:
        claimed = f"{sensitivity.claim:,.0f} are right if there are {sensitivity.tipping:.2f} times as many unseen"
        give(f"{claimed} people as {sensitivity.method} says.")
    for one in found.checklist:
        if one.key == "not_agreed" and one.said is not None:
            give(f"{one.asks}: {one.said}.")
    missing = [one.asks for one in found.checklist if one.said is None]
    if missing:
        give("Not said by whoever made the study (say it with --describe):")
    for asks in missing:
        give(f"- {asks}")


def _method(one: Estimate) -> tuple[str, ...]:
    told = one.interval(95)
    high = "" if told is None else f"{told.high:,.0f}" if isfinite(told.high) else "no limit"
    limits = "" if told is None else f"{told.low:,.0f}–{high}"
    return one.method, one.status.value, "" if one.value is None else f"{one.value:,.0f}", limits


def _gate(one: Gate) -> tuple[str, ...]:
    return one.name, f"no: {LEFT[one.otherwise]}" if one.passed is False else PASSED[one.passed], one.said
