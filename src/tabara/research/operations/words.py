"""Short texts of research, which are about lists and never about somebody."""

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.methods.prevalence import PrevalenceError


def titled(text: str, field: str, longest: int) -> str:
    """Return a text without its margins; refuse none, and one that is too long."""
    said = text.strip()
    if not said:
        raise Refused(_("Write a few words here."), field)
    if len(said) > longest:
        raise Refused(_("Write at most %(most)s letters.") % {"most": longest}, field)
    return said


def in_words(problem: PrevalenceError) -> str:
    """Return why a table cannot be counted, in the reader's language where somebody wrote it in that."""
    said = _(problem.msgid)
    return said % problem.params if problem.params else said
