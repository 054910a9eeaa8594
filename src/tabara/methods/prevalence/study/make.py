"""Make a study: ask every method, try the table in other shapes, and let the gates say what may be said."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

from tabara.methods.prevalence.bounds import CHAO, PAIRS
from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Provenance
from tabara.methods.prevalence.estimators import ESTIMATORS, FOR_TWO_LISTS, RESAMPLES, SEED, Asked, all_for, attempted
from tabara.methods.prevalence.fan import Fan, heard, in_turn
from tabara.methods.prevalence.gibbs import Run
from tabara.methods.prevalence.loglinear import as_row
from tabara.methods.prevalence.selection import models, usual_order
from tabara.methods.prevalence.selection.resampling import FEWEST
from tabara.methods.prevalence.sensitivity import curve, tipping
from tabara.methods.prevalence.strata import Strata, pooled, stratified
from tabara.methods.prevalence.study.checklist import checklist
from tabara.methods.prevalence.study.description import Description, about
from tabara.methods.prevalence.study.found import Found, least_by
from tabara.methods.prevalence.study.gates import gates
from tabara.methods.prevalence.study.outcome import is_pilot, outcome_of, quoted_of, says
from tabara.methods.prevalence.study.parts import overlaps, resampling, variants
from tabara.methods.prevalence.study.shape import Sensitivity, Study
from tabara.methods.prevalence.two_lists import TWO

BOUNDS = (CHAO, PAIRS, *FOR_TWO_LISTS)
_VARIED, _FOLLOWED = 200, 100  # resamples of a variant and of each share of the people, if so many are asked for
_ENSEMBLE = 0.7  # the share of the time that is gone when the methods are done
_STEPS = (  # what comes after them, and the share that is gone when it begins
    ("each list left out", _ENSEMBLE),
    ("each two lists merged", 0.74),
    ("each list as the whole", 0.9),
    ("other linkages", 0.92),
    ("from half of the people to all", 0.94),
    ("the fit", 0.96),
    ("strata", 0.98),
    ("done", 1.0),
)
Progress = Callable[[float, str], None]


def study(
    table: CaptureTable,
    *,
    methods: Sequence[str] | None = None,
    bootstrap: int = RESAMPLES,
    seed: int = SEED,
    strata: Strata | None = None,
    linkages: Sequence[CaptureTable] = (),
    description: Description | None = None,
    claim: float | None = None,
    chains: Run | None = None,
    progress: Progress | None = None,
    run: Fan = in_turn,
) -> Study:
    """Study one table with every method that there is, or those named.

    `strata` are the same people divided; `linkages` are tables of the same lists linked otherwise; `claim` is a total
    that somebody claims; `chains` says how long the chains of latent classes are. `progress` hears the share that is
    done and what is being done; `run` does pieces of work, as `map` does, here or elsewhere (`fanned`).
    """
    told = description or Description()
    names = _named(table, methods)
    _checked(table, told, strata, linkages)
    if claim is not None and not table.observed < claim < inf:
        raise PrevalenceError(
            f"{table.observed} people were seen; a claim about the total must be above that, and a number."
        )
    if bootstrap and bootstrap < FEWEST:
        raise PrevalenceError(f"{bootstrap} resamples are too few for an interval. Draw {FEWEST} or more, or none.")
    asked = Asked(bootstrap, seed, order=usual_order(table), chains=chains, fan=run)
    tell = progress or (lambda _share, _what: None)
    made = _ensemble(table, names, asked, tell)
    found = replace(_tried(table, strata, linkages, made, asked, tell), misses=_misses(told))
    return _judged(found, told, claim, asked)


def _judged(found: Found, told: Description, claim: float | None, asked: Asked) -> Study:
    """Let the gates say what may be said of what was found."""
    table, of = found.table, Provenance.of(found.table, asked.seed)
    seen = gates(found)
    outcome = outcome_of(seen, found.least)
    quoted = quoted_of(outcome, found, seen)
    return Study(
        table=table,
        provenance=of,
        bootstrap=asked.bootstrap,
        outcome=outcome,
        pilot=is_pilot(table),
        says=says(outcome, quoted, seen, table),
        quoted=quoted,
        gates=seen,
        ensemble=found.ensemble,
        bounds=found.bounds,
        overlaps=overlaps.overlaps(table),
        sensitivity=_sensitivity(found, claim),
        left_out=found.left_out,
        merged=found.merged,
        references=found.references,
        trajectory=found.trajectory,
        fits=found.fits,
        linkages=found.linkages,
        strata=found.stratified,
        description=told,
        checklist=checklist(found, seen, told, of),
    )


def _named(table: CaptureTable, methods: Sequence[str] | None) -> tuple[str, ...]:
    """The methods that are asked: the bounds and the chief ones always are."""
    unknown = [name for name in methods or () if name not in ESTIMATORS]
    if unknown:
        raise PrevalenceError(f"There is no method “{unknown[0]}”. The methods are: {', '.join(ESTIMATORS)}.")
    always = (*BOUNDS, *variants.CHIEFS)
    return tuple(name for name in all_for(table) if methods is None or name in methods or name in always)


def _checked(table: CaptureTable, told: Description, strata: Strata | None, linkages: Sequence[CaptureTable]) -> None:
    """Refuse what belongs to another table before an hour is spent on this one."""
    about(told, table.lists, linked=told.not_agreed or () if told.linked else ())
    if strata is not None and pooled(strata).sha256 != table.sha256:
        raise PrevalenceError("The strata do not add up to the table. Make both from the same file.")
    if any(sorted(one.lists) != sorted(table.lists) for one in linkages):
        raise PrevalenceError(f"Every linkage needs the lists of the table: {', '.join(table.lists)}.")


def _ensemble(table: CaptureTable, names: Sequence[str], asked: Asked, tell: Progress) -> tuple[Estimate, ...]:
    """Ask each method."""
    found = []
    for at, name in enumerate(names):

        def within(share: float, at: int = at, name: str = name) -> None:
            tell(_ENSEMBLE * (at + share) / len(names), name)

        within(0.0)
        found.append(attempted(name, table, replace(asked, tell=within)))
    return tuple(found)


def _tried(
    table: CaptureTable,
    strata: Strata | None,
    linkages: Sequence[CaptureTable],
    made: Sequence[Estimate],
    asked: Asked,
    tell: Progress,
) -> Found:
    """Try the table in other shapes."""
    # Fewer resamples, and nothing that cannot go to another process.
    varied = replace(asked, bootstrap=min(asked.bootstrap, _VARIED), tell=None, fan=in_turn)
    many, seed = asked.bootstrap, asked.seed
    sound = bool(many) and len(table.lists) > TWO and not _no_model(table)

    def run(step: int) -> Fan:
        name, first = _STEPS[step]
        tell(first, name)
        return heard(asked.fan, lambda share: tell(first + share * (_STEPS[step + 1][1] - first), name))

    found = Found(
        table=table,
        strata=strata,
        ensemble=tuple(one for one in made if one.method not in BOUNDS),
        bounds=tuple(one for one in made if one.method in BOUNDS),
        left_out=variants.left_out(table, varied, run(0)),
        merged=variants.merged(table, varied, run(1)),
        references=variants.references(table, varied, run(2)),
        linkages=variants.linkages(table, linkages, varied, run(3)),
        least_otherwise=tuple(attempted(least_by(one), one, varied) for one in linkages),
        trajectory=resampling.trajectory(table, min(many, _FOLLOWED), seed, run(4)) if sound else None,
        fits=resampling.fits(table, made, many, seed, run(5)) if sound else (),
        stratified=None if strata is None else _stratified(strata, varied, run(6)),
    )
    tell(1.0, _STEPS[-1][0])
    return found


def _stratified(strata: Strata, asked: Asked, run: Fan) -> Estimate:
    """Estimate each stratum, as a piece of work, and add up."""
    keys = sorted(strata)
    found = dict(zip(keys, run(variants.made, [(variants.TRIED, strata[key], asked) for key in keys]), strict=True))
    return stratified(strata, lambda one: next(found[key] for key in keys if strata[key] is one))


def _misses(told: Description) -> bool | None:
    """Tell whether links were missed that nobody counted; somebody may have said why none was."""
    if told.linked is None:
        return False if "linked" in told.assumptions else None
    return told.linked.misses and "linked" not in told.assumptions


def _no_model(table: CaptureTable) -> bool:
    canonical = table.canonical
    return bool(models.no_model(table, models.space_of(canonical), as_row(canonical)))


def _sensitivity(found: Found, claim: float | None) -> Sensitivity | None:
    """The curve of the chief estimate, or of the least number where there is none."""
    one = found.chief or found.least
    if one is None or one.value is None:
        return None
    factor = tipping(one, claim) if claim is not None and one.value > one.observed else None
    return Sensitivity(one.method, curve(one), claim, factor)
