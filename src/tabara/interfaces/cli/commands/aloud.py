"""What a linkage unit may say aloud of what it found: nothing of fewer people than the limit."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from tabara.interfaces.cli.output import give, give_table
from tabara.methods.linkage import tokens

COLUMNS = ("list", "records", "left_out_said_no", "left_out_not_asked")


def told(
    found: tokens.Tokens, linked: tokens.Linked, hidden: Collection[frozenset[str]], threshold: float, least: int
) -> dict[str, Any]:
    """Return with what was linked, how many records there are, who was left out, and who stands on which lists.

    None is withheld, never nought. Where anything is withheld, a history that is not named may be one of those, or
    nobody's: even that somebody stands on four lists is told of no single person.
    """
    made, records = found.made, Counter(linked.lists)
    shown = {history: people for history, people in linked.histories.items() if history not in hidden}
    return {
        "project": made.project,
        "round": made.round,
        "key": made.key,
        "normaliser": made.normaliser,
        "scheme": made.scheme.value,
        "threshold": threshold,
        "least": least,
        "records": {of: records[of] for of in sorted(found.left_out)},
        "left_out": {
            of: {"no": _enough(left.no, least), "not_asked": _enough(left.not_asked, least)}
            for of, left in sorted(found.left_out.items())
        },
        "histories": [{"lists": sorted(one), "people": shown[one]} for one in sorted(shown, key=sorted)],
        "withheld": bool(hidden),
    }


def say_aloud(told: dict[str, Any]) -> None:
    """Give it as tables for the eye."""
    under = f"under {told['least']}"
    rows = [
        [of, records, *(under if n is None else n for n in told["left_out"][of].values())]
        for of, records in told["records"].items()
    ]
    give_table(f"{told['project']}, round {told['round']} · key {told['key']} · {told['scheme']}", COLUMNS, rows)
    shared = [[" + ".join(one["lists"]), one["people"]] for one in told["histories"] if len(one["lists"]) > 1]
    give_table("People on these lists and on no other", ("lists", "people"), shared)
    if told["withheld"]:
        give(f"Every other overlap is withheld: fewer than {told['least']} people, nobody, or what would betray these.")
    give("Whoever did not agree to research is in none of these numbers: an estimate speaks of those who would agree.")


def _enough(people: int, least: int) -> int | None:
    return people if people == 0 or people >= least else None
