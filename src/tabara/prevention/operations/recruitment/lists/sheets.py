"""The files that are handed out: an empty list with its columns, and the lines to correct and send again."""

from django.utils.translation import gettext as _

from tabara.methods.sheets import csv_file
from tabara.prevention.operations.recruitment.lists.weighing import TITLES, Effect, Weighed


def empty_list() -> bytes:
    """Return a file with the columns and nothing under them."""
    return csv_file([list(TITLES)])


def lines_to_correct(found: Weighed) -> bytes:
    """Return the lines that stay out, as they were sent, each with the column at fault and what is wrong."""
    head = [*found.header, _("Line"), _("Column"), _("What is wrong")]
    return csv_file([head, *([*one.cells, one.line, one.column, one.reason] for one in found.of(Effect.WRONG))])
