"""What each sealed text is about, as the page says it that is printed for the person herself."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import note_title
from tabara.interfaces.web.consents import CHANNELS
from tabara.interfaces.web.homeward.following import ABOUT

TITLES: Mapping[str, str | Promise] = {
    "document": gettext_lazy("A paper or picture"),
    "exclusion": gettext_lazy("Why a provider is not safe for you"),
    "guardian": gettext_lazy("Who answers for you"),
    "options": gettext_lazy("What speaks for and against each option"),
    "referral.message": gettext_lazy("What was written with a referral"),
    "referral.note": gettext_lazy("What came back from a referral"),
}


def about(said: str) -> str:
    """Return what a text of any room is about."""
    kind, _dot, code = said.partition(".")
    if kind == "contact":
        return _("How you may be reached: %(way)s") % {"way": CHANNELS[code]}
    if kind in ("household", "tracing"):
        tie = texts.code_label("relative_tie", code)
        return (_("Your family: %(tie)s") if kind == "household" else _("The search for: %(tie)s")) % {"tie": tie}
    found = TITLES.get(said) or ABOUT.get(said)
    return str(found) if found else note_title(said)
