"""What a linkage unit sent to the study, for `tabara prevalence study`: its account, and its pairs to draw from."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tabara.interfaces.cli.commands.encoding import text_of
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.methods.linkage.tokens.account import agree, read_account
from tabara.methods.prevalence import CaptureTable
from tabara.methods.prevalence.study import Description, Linked, NotAgreed, about, read_description


def described(table: CaptureTable, describe: Path | None, account: Path | None) -> Description:
    """Return what is known of a study: what its makers wrote, and what the linkage unit says that they did not."""
    told = Description() if describe is None else read_description(text_of(describe))
    if account is None:
        return told
    unit = read_account(text_of(account))
    agree(unit, table)
    left = {name: NotAgreed(None, one.no, one.not_asked) for name, one in unit.left_out.items()}
    about(told, table.lists, linked=left)
    # Where both say it, whoever wrote the description has the last word, list by list; so has a text on the linkage.
    linked = Linked("tokens", unit.values, unit.misses)
    return replace(told, linked=linked, not_agreed={**left, **(told.not_agreed or {})})


def drawn_from(table: CaptureTable, numbers: Path | None, pairs: Path | None, seed: int) -> Sequence[CaptureTable]:
    """Return tables of linkages drawn from the probabilities of the pairs; none where no pairs are given."""
    if (numbers is None) != (pairs is None):
        raise Stop("--linked and --pairs go together: name both files, or neither.", Exit.USAGE)
    if numbers is None or pairs is None:
        return ()
    from tabara.methods.linkage.tokens.receiving import linkages  # what draws takes a second to start

    return linkages(table, text_of(numbers), text_of(pairs), seed)
