"""`tabara prevalence scale-up` and `network-share`: estimates from what people in a survey say. No instance needed."""

from pathlib import Path
from typing import Annotated

import typer

from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.output import Format, give, give_json, give_table
from tabara.methods.prevalence import Interval, PrevalenceError
from tabara.methods.surveys import Factors, read_known, read_network, read_survey, respondent_driven
from tabara.methods.surveys import scale_up as scaled_up

Shape = Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")]
Bootstrap = Annotated[int, typer.Option(min=0, help="How many resamples the limits rest on; 0 gives none.")]
Seed = Annotated[int, typer.Option(min=0, help="The seed of all chance: the same seed, the same numbers.")]


def scale_up(
    file: Annotated[Path, typer.Argument(help="A CSV: a row for each respondent, a column for each known group.")],
    known: Annotated[Path, typer.Option(help="A CSV of the known groups: “group” and “size”.")],
    total: Annotated[float, typer.Option(help="How many people live in the area of the survey.")],
    hidden: Annotated[str, typer.Option(help="The column that counts the hidden people whom one knows.")] = "hidden",
    degree: Annotated[float, typer.Option(help="How many people hidden people know, to how many all know.")] = 1.0,
    aware: Annotated[float, typer.Option(help="The share of their acquaintances who know that they are one.")] = 1.0,
    bootstrap: Bootstrap = 1000,
    seed: Seed = 1,
    shape: Shape = Format.TABLE,
) -> None:
    """Estimate how many people there are of whom others know, from how many of them respondents know."""
    try:
        survey = read_survey(_text(file), read_known(_text(known)), total=total, hidden=hidden)
        found = scaled_up(survey, factors=Factors(degree=degree, aware=aware), bootstrap=bootstrap, seed=seed)
    except PrevalenceError as error:
        raise Stop(str(error), Exit.USAGE) from None
    if shape is Format.JSON:
        give_json(found.as_dict())
        return
    value = "" if found.value is None else f"{found.value:,.0f}"
    limits = _limits(found.intervals, "{:,.0f}")
    title = f"{found.respondents} respondents, {len(survey.groups)} known groups"
    give_table(title, ("Method", "Status", "Estimate", "95 %"), [(found.method, found.status.value, value, limits)])
    for name, ratio in found.held_out.items():
        give(f"{name}: the survey makes {ratio:.2f} times its known size of it.")
    _below(found.reasons, found.assumptions)


def network_share(
    file: Annotated[Path, typer.Argument(help="A CSV: “id”, “recruiter” (empty for the first), “degree”, “trait”.")],
    bootstrap: Bootstrap = 1000,
    seed: Seed = 1,
    shape: Shape = Format.TABLE,
) -> None:
    """Estimate the share of a network that has a trait, from people who brought the next ones along: never a number."""
    try:
        found = respondent_driven(read_network(_text(file)), bootstrap=bootstrap, seed=seed)
    except PrevalenceError as error:
        raise Stop(str(error), Exit.USAGE) from None
    if shape is Format.JSON:
        give_json(found.as_dict())
        return
    share = "" if found.share is None else f"{found.share:.1%}"
    title = f"{found.respondents} respondents, {found.seeds} first ones, {found.waves} steps"
    limits = _limits(found.intervals, "{:.1%}")
    give_table(title, ("Method", "Status", "Share", "95 %"), [("RDS-II", found.status.value, share, limits)])
    _below(found.reasons, found.assumptions)


def _limits(intervals: tuple[Interval, ...], shape: str) -> str:
    found = next((one for one in intervals if one.level == 95), None)
    return "" if found is None else f"{shape.format(found.low)}–{shape.format(found.high)}"


def _below(reasons: tuple[str, ...], assumptions: tuple[str, ...]) -> None:
    for sentence in reasons:
        give(sentence)
    if assumptions:
        give("What has to be true:")
    for sentence in assumptions:
        give(f"- {sentence}")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not written in UTF-8"
        raise Stop(f"The file {file} cannot be read: {why}.", Exit.USAGE) from None
