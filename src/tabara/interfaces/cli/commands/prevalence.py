"""`tabara prevalence estimate`: how many people there are, from lists of some of them. Needs no instance."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Annotated

import typer

from tabara.interfaces.cli.commands.encoding import text_of as text
from tabara.interfaces.cli.commands.studies import Cluster, Divided, Processes, read, refusing
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.output import Format, course, give, give_json, give_table
from tabara.methods.prevalence import Estimate, PrevalenceError, estimators, stratified
from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.decomposable import POINTS
from tabara.methods.prevalence.doubly_robust import METHOD as ROBUST
from tabara.methods.prevalence.doubly_robust import doubly_robust
from tabara.methods.prevalence.estimators import ESTIMATORS, Asked, attempted
from tabara.methods.prevalence.fan import fanned
from tabara.methods.prevalence.gibbs import CAP, Run
from tabara.methods.prevalence.selection import read_resamples
from tabara.methods.prevalence.strata import Strata
from tabara.methods.prevalence.two_lists import TWO

prevalence = typer.Typer(help="How many people there are whom no list has seen.", no_args_is_help=True)
ALL = "all"
EVERY = (*ESTIMATORS, ROBUST, ALL)
Method = StrEnum("Method", {name.upper(): name for name in EVERY})  # type: ignore[misc]  # known when it runs
STEPWISE, BAYES = Method("stepwise"), Method("bayes")
PAIRS, TRIPLES = 2, 3
USUAL = Run()


class Prior(StrEnum):
    """What is thought of interactions before the table is seen."""

    NORMAL = "normal"
    FLAT = "flat"


# Few chains agree by chance, and a coarse row of totals has no second peak: either would make a number of nothing.
MANY, FINE = 20, 200
Does = Callable[[str, CaptureTable, Asked], Estimate]
LEVELS = (95.0, 80.0)
COLUMNS = ("Method", "Status", "Estimate", *(f"{level:g} %" for level in LEVELS))


@prevalence.callback()
def about() -> None:
    """Estimate hidden people from overlapping lists, or learn that it cannot be done."""


@prevalence.command(epilog=CODES)
def estimate(
    file: Annotated[Path, typer.Argument(help="A CSV: for each list a column of 0 and 1, and a column “count”.")],
    method: Annotated[Method, typer.Option(help="The estimator, or all of them beside each other.")] = STEPWISE,
    bootstrap: Annotated[
        int, typer.Option(min=0, help="How many resamples the limits rest on; 0 gives those of the model alone.")
    ] = estimators.RESAMPLES,
    seed: Annotated[int, typer.Option(min=0, help="The seed of all chance: the same seed, the same numbers.")] = (
        estimators.SEED
    ),
    threshold: Annotated[
        float | None,
        typer.Option(
            help="For stepwise: how unlikely an overlap has to be, else 0.02; for bayes alone: how many standard "
            "deviations from nought, else 2."
        ),
    ] = None,
    order: Annotated[
        int | None,
        typer.Option(
            help="For bic: interactions of at most so many lists, else 3 for four and five lists and 2 for others; for "
            "bayes: 2, or 3 to try triples."
        ),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(min=1, help="For bic: how many of the best models a resample chooses from; else all, 20 or 100."),
    ] = None,
    resamples: Annotated[
        Path | None, typer.Option(help="A CSV of resamples drawn elsewhere, with a column such as h0101 for a history.")
    ] = None,
    ceiling: Annotated[
        float | None, typer.Option(help="For graphs: the largest total thought of; else eleven times those seen.")
    ] = None,
    points: Annotated[int, typer.Option(min=FINE, help="For graphs: how many totals up to the ceiling.")] = POINTS,
    cap: Annotated[float, typer.Option(help="For latent: the most unseen people for each one seen.")] = CAP,
    chains: Annotated[int, typer.Option(min=MANY, help="For latent: how many chains.")] = USUAL.chains,
    iterations: Annotated[
        int, typer.Option(min=1, help="For latent: the turns of each chain after the burn-in.")
    ] = USUAL.iterations,
    burn_in: Annotated[int, typer.Option(min=0, help="For latent: the turns that are dropped.")] = USUAL.burn_in,
    thin: Annotated[int, typer.Option(min=1, help="For latent: one turn of so many is kept.")] = USUAL.thin,
    classes: Annotated[int, typer.Option(min=2, help="For latent: at most so many classes.")] = USUAL.classes,
    prior: Annotated[Prior, typer.Option(help="For bayes: the prior of the interactions.")] = Prior.NORMAL,
    strata: Divided = "",
    covariates: Annotated[
        str, typer.Option(help="For doubly-robust: columns that tell what is known of people, as sex,age.")
    ] = "",
    between: Annotated[str, typer.Option(help="For doubly-robust: the two lists, as police,shelter.")] = "",
    processes: Processes = 1,
    cluster: Cluster = None,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Estimate how many people there are, seen and hidden; the status may be that the lists cannot say."""
    _meant(method, strata, covariates, between)
    with refusing(), fanned(processes, cluster) as fan, course("estimate") as move:
        table, divided = read(file, strata or covariates)
        names = estimators.all_for(table) if method == ALL else (str(method),)
        drawn = None if resamples is None else read_resamples(table, text(resamples))
        asked = Asked(bootstrap, seed)
        asked = replace(
            asked,
            threshold=asked.threshold if threshold is None or method == BAYES else threshold,
            ratio=threshold if threshold is not None and method == BAYES else asked.ratio,
            order=order,
            among=top,
            triples=_triples(method, order),
            points=points,
            resamples=drawn,
            ceiling=ceiling,
            cap=cap,
            prior=prior.value,
            chains=Run(chains=chains, iterations=iterations, burn_in=burn_in, thin=thin, classes=classes),
            fan=fan,
        )
        run = _run(method, divided, between)
        found = [_estimate(run, name, table, asked, _within(move, at, names)) for at, name in enumerate(names)]
    if shape is Format.JSON:
        told = [one.as_dict() for one in found]
        give_json(told if method == ALL else told[0])
    else:
        _give(table, found)


def _meant(method: Method, strata: str, covariates: str, between: str) -> None:
    """Refuse options that belong to another method, which would do nothing here."""
    robust = method == ROBUST
    if robust != bool(covariates) or robust != bool(between):
        raise Stop("--covariates and --between belong to the method doubly-robust, which needs both.", Exit.USAGE)
    if robust and strata:
        raise Stop("The method doubly-robust takes --covariates instead of --strata.", Exit.USAGE)


def _triples(method: Method, order: int | None) -> bool:
    if method == BAYES and order not in (None, PAIRS, TRIPLES):
        raise PrevalenceError(f"The method bayes knows interactions of two lists or of three, not of {order}.")
    return order is not None and order >= TRIPLES


def _run(method: Method, divided: Strata | None, between: str) -> Does:
    """What estimates: a method on the table or on every stratum; one of several may refuse, the others go on."""
    if method == ROBUST:
        return lambda _name, _table, asked: _robust(divided or {}, between, asked)
    if divided is not None:
        return lambda name, _table, asked: stratified(divided, lambda one: attempted(name, one, asked))
    return attempted if method == ALL else _alone


def _robust(divided: Strata, between: str, asked: Asked) -> Estimate:
    names = [name.strip() for name in between.split(",")]
    if len(names) != TWO:
        raise PrevalenceError(f"--between names two lists with a comma between them, not “{between}”.")
    return doubly_robust(divided, (names[0], names[1]), seed=asked.seed)


def _alone(name: str, table: CaptureTable, asked: Asked) -> Estimate:
    return ESTIMATORS[name](table, asked)


def _within(move: Callable[[float, str], None], at: int, names: Sequence[str]) -> Callable[[float], None]:
    """Tell how far one of several methods is as a share of all of them, and which it is."""
    return lambda share: move((at + share) / len(names), names[at])


def _estimate(run: Does, name: str, table: CaptureTable, asked: Asked, tell: Callable[[float], None]) -> Estimate:
    """Estimate, and tell how far it is; of several methods each one tells that it begins."""
    if run is attempted:
        tell(0.0)
    return run(name, table, replace(asked, tell=tell))


def _give(table: CaptureTable, found: list[Estimate]) -> None:
    """The table, and below it what the numbers take for granted: no number stands alone."""
    title = f"{table.observed} people seen on {len(table.lists)} lists · capture table {table.sha256[:12]}"
    give_table(title, COLUMNS, [_row(one) for one in found])
    for one in found:
        for sentence in _below(one):
            give(f"{one.method}: {sentence}")
    give("What has to be true:")
    assuming = [one for one in found if one.assumptions]
    for sentence in dict.fromkeys(sentence for one in assuming for sentence in one.assumptions):
        by = [one.method for one in assuming if sentence in one.assumptions]
        give(f"- {sentence}" if len(by) == len(assuming) else f"- {sentence} ({', '.join(by)})")


def _row(one: Estimate) -> tuple[str, ...]:
    limits = (one.interval(level) for level in LEVELS)
    shown = ("" if told is None else f"{told.low:,.0f}–{_people(told.high)}" for told in limits)
    return one.method, one.status.value, "" if one.value is None else f"{one.value:,.0f}", *shown


def _people(limit: float) -> str:
    return f"{limit:,.0f}" if isfinite(limit) else "no limit"


def _below(one: Estimate) -> list[str]:
    """The model, what its limits take for granted, and what stands in the way of more."""
    limits = [told for told in (one.interval(level) for level in LEVELS) if told]
    given = [f"The limits take for granted: {sentence}." for sentence in dict.fromkeys(told.given for told in limits)]
    model = [f"The model has {' '.join(one.model)}."] if one.model else []
    return [*one.reasons, *model, *given]
