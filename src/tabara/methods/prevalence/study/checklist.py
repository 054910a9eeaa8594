"""What critics ask that every estimate be told with: each with what is known, or that nobody said it."""

from collections.abc import Iterator

from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.estimate import Provenance
from tabara.methods.prevalence.study.description import ASSUMPTIONS, Description, Item, NotAgreed
from tabara.methods.prevalence.study.found import Found
from tabara.methods.prevalence.study.outcome import NOMINAL
from tabara.methods.prevalence.study.shape import Gate

SIGNED = "A second person signs the outcome before a number leaves, and says why each assumption holds."
SMALL = "Small counts are held back before anything of the table is published."


def checklist(found: Found, gates: tuple[Gate, ...], told: Description, of: Provenance) -> tuple[Item, ...]:
    """Give every item in the order in which a reader needs it."""
    seen = {gate.name: gate.said for gate in gates}
    table = found.table
    return (
        *_said(table, told),
        *_assumed(told),
        Item("capture", "The digest of the capture table, and how people were linked", _capture(of, told)),
        Item("overlaps", "How the lists overlap", seen["overlap"]),
        Item("ensemble", "Several methods side by side", f"{seen['methods']} {seen['agreement']}"),
        Item("interval", "Limits that hold the choice of the model", f"{seen['limits']} {NOMINAL}"),
        Item("sensitivity", "The total for other degrees of what no table can show", _curve(found)),
        Item("left_out", "The number without each list", seen["lists_left_out"]),
        Item("convergence", "Whether chains agree, and whether the model has an estimate", _settled(seen)),
        Item("repeated", "Seed and versions", _repeated(of)),
        Item("small_cells", "Small counts before publication", SMALL),
        Item("signed", "Who signs", SIGNED),
    )


def _said(table: CaptureTable, told: Description) -> Iterator[Item]:
    for name in table.lists:
        yield Item(f"list:{name}", f"What the list “{name}” is", told.lists.get(name) or None)
    yield Item("period", "The period of the lists", told.period or None)
    yield Item("victim", "Who is a presumed victim", told.victim or ", ".join(told.victims) or None)
    yield Item("not_agreed", "Who was left out because they did not agree to research", _not_agreed(table, told))
    yield Item("made_by", "Who made the study", told.made_by or None)


def _assumed(told: Description) -> Iterator[Item]:
    """Each assumption in words, and who says why it holds."""
    for key, sentence in ASSUMPTIONS.items():
        one = told.assumptions.get(key)
        yield Item(f"assumption:{key}", sentence, f"{one.why} ({one.by})" if one and one.why and one.by else None)


def _not_agreed(table: CaptureTable, told: Description) -> str | None:
    if told.not_agreed is None:
        return None
    silent = {name: NotAgreed() for name in table.lists}
    return "; ".join(f"{name}: {one.text}" for name, one in {**silent, **told.not_agreed}.items())


def _capture(of: Provenance, told: Description) -> str | None:
    linkage = told.linkage or (told.linked.text if told.linked else "")
    return f"{of.capture_sha256}. {linkage}" if linkage else None


def _curve(found: Found) -> str:
    return "See the curve." if found.numbers else "No estimate, so no curve."


def _settled(seen: dict[str, str]) -> str:
    return f"{seen['existence']} {seen['chains']}"


def _repeated(of: Provenance) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in of.versions.items())
    return f"Seed {of.seed}; {versions}."
