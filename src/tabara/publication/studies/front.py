"""The first page: what came out, in one honest sentence, and what it rests on."""

from typing import Any

from tabara.methods.prevalence import Status
from tabara.methods.prevalence.study import Gate, Quoted
from tabara.publication.studies import described
from tabara.publication.studies.conditions import condition
from tabara.publication.studies.shown import LEVEL, Shown

WHY = {Status.ESTIMATED: "why_warned", Status.LOWER_BOUND_ONLY: "why_not", Status.NOT_ESTIMABLE: "why_none"}


def front(of: Shown, signed: str = "") -> dict[str, Any]:
    """Give the first page. Where nothing can be estimated, no number on it could be taken for an estimate."""
    study, words = of.study, of.words
    return {
        "overline": words.say("overline"),
        "title": words.set(study.description.title) or words.say("title"),
        "code": words.say(f"code_{study.outcome.value}"),
        "outcome": study.outcome.value,
        "sentence": _sentence(of),
        "more": _more(of),
        "picture": _picture(of),
        "rests": {"heading": words.say("rests"), "lines": _rests(of)},
        "why": _why(of),
        "signed": words.say("signed", text=signed) if signed else words.say("unsigned"),
        "is_signed": bool(signed),
    }


def _sentence(of: Shown) -> str:
    quoted = of.study.quoted
    least = of.study.outcome is Status.LOWER_BOUND_ONLY
    value = {} if quoted is None else {"value": of.people(quoted.value, least=least)}
    return of.words.say(f"says_{of.study.outcome.value}", **value)


def _more(of: Shown) -> list[str]:
    """What has to be read with the sentence."""
    study, words, quoted = of.study, of.words, of.study.quoted
    pilot = [words.say("pilot")] if study.pilot else []
    if quoted is None:
        return [*pilot, words.say("no_number")]
    limits = next((ends for level, ends in quoted.limits.items() if float(level) == float(LEVEL)), None)
    ends = {} if limits is None else {"low": of.people(limits[0]), "high": of.people(limits[1])}
    if study.outcome is Status.ESTIMATED:
        spread = {"lowest": of.people(quoted.lowest), "highest": of.people(quoted.highest), **ends}
        first = words.say("spread" if ends else "spread_bare", **spread)
    else:
        first = words.say("least_limits", **ends) if ends else ""
    by = words.say(_whose(of, quoted), method=words.method(quoted.method))
    always = [words.say(one) for one in ("nominal", "missed_links", "untested")]
    return [one for one in (*pilot, first, by, *always) if one]


def _whose(of: Shown, quoted: Quoted) -> str:
    """Tell whether the number stands for this linkage, or for one that was drawn."""
    found = of.study.by(quoted.method)
    return "quoted_by" if found is not None and found.value == quoted.value else "quoted_by_other"


def _picture(of: Shown) -> dict[str, Any] | None:
    """The number quoted with its limits; nothing where there is none."""
    study = of.study
    if study.outcome is not Status.ESTIMATED or study.quoted is None:
        return None
    rows = [of.row(of.words.method(one.method), one) for one in study.ensemble if one.status is Status.ESTIMATED]
    return of.drawn(of.words.say("sec_methods"), rows)


def _rests(of: Shown) -> list[str]:
    study, words = of.study, of.words
    asked = [gate for gate in study.gates if gate.passed is not None]
    assumed = [item for item in study.checklist if item.key.startswith("assumption:")]
    two = study.table.observed - study.table.on_exactly(1)
    seen = {"seen": words.number(of.seen), "lists": len(study.table.lists)}
    return [
        words.say("rests_seen", **seen, two=of.count(two)),
        words.say("rests_gates", passed=sum(bool(gate.passed) for gate in asked), asked=len(asked)),
        words.say("rests_justified", justified=sum(item.said is not None for item in assumed), asked=len(assumed)),
        words.say("rests_period", text=described.period(of) or words.say("not_said")),
        words.say("rests_victim", text=described.victim(of) or words.say("not_said")),
        described.rests_on(of),
        *([words.say("rounded")] if of.public else []),
    ]


def _why(of: Shown) -> dict[str, Any] | None:
    """The conditions that were not met, the gravest first: each with what it saw."""
    gravest = [Status.NOT_ESTIMABLE, Status.LOWER_BOUND_ONLY, Status.ESTIMATED]
    failed = sorted(of.study.failed, key=lambda gate: gravest.index(gate.otherwise))
    if not failed:
        return None
    lines = [_failed(of, gate) for gate in failed]
    return {"heading": of.words.say(WHY[of.study.outcome]), "lead": of.words.say("not_met"), "lines": lines}


def _failed(of: Shown, gate: Gate) -> str:
    asks, saw = condition(of, gate)
    return of.words.say("not_met_one", asks=asks, saw=saw)
