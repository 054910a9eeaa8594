"""Short texts of research, which are about lists and never about somebody."""

from django.utils.translation import gettext as _

from tabara.access.errors import Refused


def titled(text: str, field: str, longest: int) -> str:
    """Return a text without its margins; refuse none, and one that is too long."""
    said = text.strip()
    if not said:
        raise Refused(_("Write a few words here."), field)
    if len(said) > longest:
        raise Refused(_("Write at most %(most)s letters.") % {"most": longest}, field)
    return said
