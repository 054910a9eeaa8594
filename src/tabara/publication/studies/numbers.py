"""The methods side by side, and the total if the unseen are unlike the seen."""

from typing import Any

from tabara.methods.prevalence import Estimate, Status
from tabara.publication.studies.drawn import curve
from tabara.publication.studies.shown import Shown


def methods(of: Shown) -> dict[str, Any]:
    """Give every method with its number, its limits and what these take for granted, or why there is none."""
    study, words = of.study, of.words
    every = (*study.ensemble, *study.bounds)
    rows = [of.row(words.method(one.method), one) for one in every]
    head = [words.say(one) for one in ("col_method", "col_number", "col_95", "col_given")]
    table = {"kind": "table", "head": head, "rows": [_row(of, one) for one in every], "shape": "methods"}
    none = study.outcome is Status.NOT_ESTIMABLE
    lead = words.say("lead_methods_none" if none else "lead_methods")
    blocks = [of.drawn(words.say("sec_methods"), rows), table, _models(of)]
    return {"heading": words.say("sec_methods"), "lead": lead, "blocks": [one for one in blocks if one]}


def _row(of: Shown, found: Estimate) -> list[str]:
    words, limits = of.words, found.interval(95)
    span = "" if limits is None else of.span(limits.low, limits.high)
    given = words.sentence(limits.given) if limits else ""
    why = " ".join(words.sentence(one, of.people) for one in found.reasons)
    return [words.method(found.method), of.written(found), span, " ".join(one for one in (_ended(given), why) if one)]


def _ended(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _models(of: Shown) -> dict[str, Any] | None:
    """The interactions that each method chose."""
    lines = []
    for one in of.study.ensemble:
        if one.model is not None and one.value is not None:
            terms = ", ".join(name.replace(":", " × ") for name in one.model)
            method = of.words.method(one.method)
            said = (
                of.words.say("model", method=method, terms=terms)
                if terms
                else of.words.say("model_main", method=method)
            )
            lines.append(said)
    return {"kind": "lines", "lines": lines, "small": True} if lines else None


def sensitivity(of: Shown) -> dict[str, Any]:
    """Give the curve with its table, and the factor at which a claim is just true."""
    words, found = of.words, of.study.sensitivity
    heading = words.say("sec_curve")
    if found is None:
        return {"heading": heading, "lead": words.say("no_curve"), "blocks": []}
    points = [_point(of, one) for one in found.curve]
    head = [words.say(one) for one in ("col_factor", "col_total", "col_95")]
    rows = [[f"× {at.written}", of.people(at.total), _span(of, at)] for at in points]
    blocks: list[dict[str, Any]] = [
        _curve(of, points),
        {"kind": "table", "head": head, "rows": rows, "shape": "numbers"},
    ]
    if found.claim is not None and found.tipping is not None:
        factor = words.number(round(found.tipping, 2))
        said = words.say("tipping", value=words.number(found.claim), factor=factor)
        blocks.insert(0, {"kind": "lines", "lines": [said], "small": False})
    return {"heading": heading, "lead": words.say("lead_curve", method=words.method(found.method)), "blocks": blocks}


def _point(of: Shown, one: Any) -> curve.At:
    ends = (None, None) if one.low is None else (of.rounded(one.low), of.rounded(one.high))
    return curve.At(one.factor, of.words.number(round(one.factor, 2)), of.rounded(one.total), *ends)


def _span(of: Shown, at: curve.At) -> str:
    return "" if at.low is None or at.high is None else of.span(at.low, at.high)


def _curve(of: Shown, points: list[curve.At]) -> dict[str, Any]:
    words, claim = of.words, of.study.sensitivity.claim if of.study.sensitivity else None
    ticks = {tick: words.number(tick) for tick in curve.scale(points, claim).ticks}
    title = words.say("sec_curve")
    values = "; ".join(words.say("reading", label=f"× {at.written}", value=of.people(at.total)) for at in points)
    told = words.say("picture_numbers", title=title, values=values)
    line = None if claim is None else (claim, words.say("claim", value=words.number(claim)))
    drawn = curve.draw(points, curve.Words(title, told, words.say("curve_across"), ticks, line))
    return {"kind": "picture", "svg": drawn.decode(), "alt": told}
