"""The table tried in other shapes: without a list, fewer people, one list as the whole, linked otherwise, divided."""

from typing import Any

from tabara.methods.prevalence.study.shape import Variant
from tabara.publication.studies.drawn import intervals
from tabara.publication.studies.shown import Shown

Section = dict[str, Any]


def other_lists(of: Shown) -> Section:
    """Give the number without each list, and with each two merged."""
    study, words = of.study, of.words
    heading = words.say("sec_left")
    if not study.left_out:
        return {"heading": heading, "lead": words.say("no_left"), "blocks": []}
    left = [of.row(words.say("left", name=one.changed[0]), one.estimate, floor=0) for one in study.left_out]
    merged = [of.row(" + ".join(one.changed), one.estimate) for one in study.merged]
    blocks = [_titled(words.say("left_title")), of.drawn(words.say("left_title"), left), *_why(of, study.left_out)]
    if merged:
        blocks += [_titled(words.say("merged_title")), of.drawn(words.say("merged_title"), merged)]
    return {"heading": heading, "lead": words.say("lead_left"), "blocks": blocks}


def _titled(text: str) -> dict[str, Any]:
    return {"kind": "title", "text": text}


def _why(of: Shown, several: tuple[Variant, ...]) -> list[dict[str, Any]]:
    """Why some of them have no number."""
    lines = [
        of.words.say(
            "reading",
            label=" + ".join(one.changed),
            value=" ".join(of.words.sentence(why) for why in one.estimate.reasons),
        )
        for one in several
        if one.estimate.value is None
    ]
    return [{"kind": "lines", "lines": lines, "small": True}] if lines else []


def trajectory(of: Shown) -> Section:
    """Give the course of the number as people are added."""
    words, found = of.words, of.study.trajectory
    heading = words.say("sec_trajectory")
    if found is None:
        return {"heading": heading, "lead": words.say("no_trajectory"), "blocks": []}
    rows = [
        intervals.Row(
            words.say("share", share=of.share(step.share)),
            of.rounded(step.median),
            of.people(step.median),
            of.rounded(step.low),
            of.rounded(step.high),
        )
        for step in found.steps
    ]
    return {"heading": heading, "lead": words.say("lead_trajectory"), "blocks": [of.drawn(heading, rows)]}


def references(of: Shown) -> Section:
    """Give each list as if it were the whole, with the size that the others find."""
    study, words = of.study, of.words
    heading = words.say("sec_references")
    if not study.references:
        return {"heading": heading, "lead": words.say("no_references"), "blocks": []}
    sizes = {one.lists[0]: one.count for one in of.overlaps.each}
    rows = []
    for one in study.references:
        known, limits = sizes[one.name], one.estimate.interval(95)
        size = words.say("withheld") if known is None else words.number(known)
        span = "" if limits is None else of.span(limits.low, limits.high, floor=0)
        value = words.say("none") if one.estimate.value is None else of.people(one.estimate.value, floor=0)
        inside = "" if one.inside is None else words.say("yes" if one.inside else "no")
        rows.append([one.name, size, value, span, inside])
    head = [words.say(one) for one in ("col_lists", "col_known", "col_found", "col_95", "col_inside")]
    table = {"kind": "table", "head": head, "rows": rows, "shape": "numbers"}
    return {"heading": heading, "lead": words.say("lead_references"), "blocks": [table]}


def fit(of: Shown) -> Section:
    """Give how often the models drew a table as far off as this one."""
    words = of.words
    lines = [
        words.say(
            "fit",
            method=words.method(one.method),
            resamples=words.number(one.resamples),
            deviance=of.share(one.p_deviance),
            pearson=of.share(one.p_pearson),
        )
        for one in of.study.fits
    ]
    return {"heading": words.say("sec_fit"), "lead": "" if lines else words.say("no_fit"), "blocks": _lines(lines)}


def linkage(of: Shown) -> Section:
    """Give what several linkages of the same lists make of the number."""
    words, found = of.words, of.study.linkages
    heading = words.say("sec_linkage")
    if found is None:
        return {"heading": heading, "lead": words.say("no_linkage"), "blocks": []}
    many = len(found.variants)
    if found.lowest is None or found.highest is None or found.median is None:
        return {"heading": heading, "lead": words.say("linkages_none", many=many), "blocks": []}
    ends = {"low": of.people(found.lowest), "high": of.people(found.highest), "middle": of.people(found.median)}
    limits = next((one for level, one in found.limits.items() if float(level) == 95), None)
    said = [words.say("linkages_limits", low=of.people(limits[0]), high=of.people(limits[1]))] if limits else []
    return {"heading": heading, "lead": words.say("linkages", many=many, **ends), "blocks": _lines(said)}


def strata(of: Shown) -> Section:
    """Give what the strata add up to."""
    words, found = of.words, of.study.strata
    heading = words.say("sec_strata")
    if found is None:
        return {"heading": heading, "lead": words.say("no_strata"), "blocks": []}
    reasons = [] if of.public else [words.sentence(one, of.people) for one in found.reasons]
    return {"heading": heading, "lead": words.say("strata", value=of.written(found)), "blocks": _lines(reasons)}


def _lines(lines: list[str]) -> list[dict[str, Any]]:
    return [{"kind": "lines", "lines": lines, "small": False}] if lines else []
