"""The overlaps of the lists, every item that critics ask to be told, and how to make the study again."""

from typing import Any

from tabara.methods.prevalence.study import Item
from tabara.methods.prevalence.study.description import ASSUMPTIONS
from tabara.methods.prevalence.study.shape import Overlap
from tabara.publication.studies import described
from tabara.publication.studies.drawn.upset import Look, picture, written
from tabara.publication.studies.shown import Shown

PAPER = Look(width=560, row=19, column=24, size=12, letter=0.5)


def overlapping(of: Shown) -> dict[str, Any]:
    """Give the overlaps drawn and tabled, the lists, and the odds ratios between them."""
    words, found = of.words, of.overlaps
    drawn = picture(found, words.language, screen=False, look=PAPER)
    note = [{"kind": "lines", "lines": [drawn.note], "small": True}] if drawn.note else []
    blocks = [
        {"kind": "picture", "svg": drawn.svg.decode(), "alt": f"{drawn.title}. {drawn.said}"},
        *note,
        {"kind": "title", "text": words.say("lists_each")},
        _lists(of),
        {"kind": "title", "text": words.say("pairs")},
        _matrix(of),
        {"kind": "title", "text": words.say("ratios")},
        *_ratios(of),
    ]
    return {"heading": words.say("sec_overlaps"), "lead": words.say("lead_overlaps"), "blocks": blocks}


def _lists(of: Shown) -> dict[str, Any]:
    words, told = of.words, of.study.description.lists
    rows = [
        [one.lists[0], written(one, of.overlaps, words), words.set(told.get(one.lists[0], "")) or words.say("not_said")]
        for one in of.overlaps.each
    ]
    head = [words.say(one) for one in ("col_lists", "col_people", "col_what")]
    return {"kind": "table", "head": head, "rows": rows, "shape": "lists"}


def _matrix(of: Shown) -> dict[str, Any]:
    """Each two lists crossed; below the diagonal only, as the other half is the same."""
    names, rows = of.overlaps.lists, []
    for at, name in enumerate(names[1:], start=1):
        shared = [written(of.overlaps.pair(name, other), of.overlaps, of.words) for other in names[:at]]
        rows.append([name, *shared, *[""] * (len(names) - 1 - at)])
    return {"kind": "table", "head": ["", *names[:-1]], "rows": rows, "shape": "matrix"}


def _ratios(of: Shown) -> list[dict[str, Any]]:
    words = of.words
    if of.public:
        return [{"kind": "lines", "lines": [words.say("ratios_withheld")], "small": False}]
    rows = [_ratio(of, one) for one in of.study.overlaps if one.odds_ratio is not None]
    if not rows:
        return [{"kind": "lines", "lines": [words.say("nothing")], "small": False}]
    head = [words.say(one) for one in ("col_lists", "col_ratio", "col_95")]
    lead = {"kind": "lines", "lines": [words.say("lead_ratios")], "small": True}
    return [lead, {"kind": "table", "head": head, "rows": rows, "shape": "lists"}]


def _ratio(of: Shown, one: Overlap) -> list[str]:
    words = of.words
    given = [
        words.say("among", ratio=words.number(round(ratio, 2)), name=name)
        for name, ratio in one.given.items()
        if ratio is not None
    ]
    span = "" if one.low is None else f"{words.number(round(one.low, 2))} – {words.number(round(one.high or 0, 2))}"
    ratio = words.number(round(one.odds_ratio or 0, 2))
    return [" × ".join(one.lists), ratio, " · ".join(part for part in (span, *given) if part)]


def assumptions(of: Shown) -> dict[str, Any]:
    """Give all that has to be true, and who says why."""
    words, told = of.words, of.study.description.assumptions
    chief = of.study.quoted.method if of.study.quoted else None
    found = of.study.by(chief) if chief else None
    others = [one for one in (found.assumptions if found else ()) if one not in ASSUMPTIONS.values()]
    rows = [
        [
            words.sentence(sentence),
            f"{words.set(told[key].why)} ({words.set(told[key].by)})" if key in told else words.say("not_said"),
        ]
        for key, sentence in ASSUMPTIONS.items()
    ]
    rows += [[words.sentence(one), words.say("not_said")] for one in others]
    head = [words.say("sec_assumptions"), words.say("col_said")]
    table = {"kind": "table", "head": head, "rows": rows, "shape": "assumed", "unsaid": words.say("not_said")}
    return {"heading": words.say("sec_assumptions"), "lead": words.say("lead_assumptions"), "blocks": [table]}


def checklist(of: Shown) -> dict[str, Any]:
    """Give every item in order; one that is not known says it in its own words."""
    words = of.words
    rows = [_item(of, one) for one in of.study.checklist if not one.key.startswith("assumption:")]
    head = [words.say(one) for one in ("col_item", "col_said")]
    table = {"kind": "table", "head": head, "rows": rows, "shape": "pair", "unsaid": words.say("not_said")}
    return {"heading": words.say("sec_checklist"), "lead": words.say("lead_checklist"), "blocks": [table]}


def _item(of: Shown, item: Item) -> list[str]:
    key, _colon, name = item.key.partition(":")
    asks = of.words.of("item", key, name=name) or of.words.set(item.asks)
    if item.said is None:
        return [asks, of.words.say("not_said")]
    return [asks, _computed(of, key) or of.words.sentence(item.said)]


def _computed(of: Shown, key: str) -> str:
    """What the report itself says of an item, where nobody but the study has to say it."""
    words = of.words
    if key == "overlaps":
        two = of.study.table.observed - of.study.table.on_exactly(1)
        return words.say("see_overlaps", two=of.count(two))
    if key == "small_cells":
        return (
            words.say("see_small_cells", k=of.overlaps.rule.threshold)
            if of.public
            else words.say("see_small_cells_not")
        )
    if key == "capture":
        told = described.linkage(of)
        return told if of.public else f"{of.study.provenance.capture_sha256}. {told}"
    if key in ("period", "victim"):
        return described.period(of) if key == "period" else described.victim(of)
    plain = ("not_agreed", "ensemble", "interval", "sensitivity", "left_out", "convergence", "repeated", "signed")
    return words.say(f"see_{key}") if key in plain else ""


def made(of: Shown) -> dict[str, Any]:
    """Give what is needed to make the study again. The digest of a table with withheld counts is not given out."""
    study, words = of.study, of.words
    told, provenance = study.description, study.provenance
    versions = ", ".join(f"{name} {version}" for name, version in provenance.versions.items())
    sha = words.say("made_sha_not") if of.public else words.say("made_sha", text=provenance.capture_sha256)
    papers = dict.fromkeys(one.paper for one in (*study.ensemble, *study.bounds) if one.paper)
    lines = [
        sha,
        words.say("made_seed", seed=provenance.seed, bootstrap=words.number(study.bootstrap), versions=versions),
        words.say("made_linkage", text=described.linkage(of) or words.say("not_said")),
        words.say("made_by", text=told.made_by or words.say("not_said")),
        words.say("made_command"),
        words.say("papers", text="; ".join(papers)),
    ]
    return {"heading": words.say("sec_made"), "lead": "", "blocks": [{"kind": "lines", "lines": lines, "small": False}]}
