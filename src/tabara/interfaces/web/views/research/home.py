"""The home of research: what waits, a few numbers, where to go."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.studied import STATES
from tabara.research import queries
from tabara.research.enums import StudyState

SHOWN = 10


@needs(Permission.RESEARCH_KEEP)
def home(request: HttpRequest) -> HttpResponse:
    """Show the linkages and the studies, and what to do next."""
    by = request.user
    linkages, studies, lists = queries.linkages(by=by), queries.studies(by=by), queries.lists(by=by)
    waiting = sum(one.state is StudyState.DONE for one in studies)
    shown = {
        "title": _("Research"),
        "lead": _("How many are there? Agencies’ lists, how they overlap, and what may be said of it."),
        "figures": [
            (len(lists), _("Lists in use"), reverse("web:counted-lists")),
            (len(linkages), _("Linkages"), reverse("web:counted-lists")),
            (waiting, _("Studies that wait for a second person"), reverse("web:studies")),
        ],
        "lists": [
            (_("Linkages"), [_linkage(one) for one in linkages[:SHOWN]], _("No lists have been linked yet.")),
            (_("Studies"), [_study(one) for one in studies[:SHOWN]], _("There is no study yet.")),
        ],
        "ways": _ways(),
    }
    return render(request, "pillar/page.html", shown)


def _linkage(one: Any) -> tuple[str, str, str]:
    keys = ", ".join(one.keys)
    state = texts.day(one.run_at) if one.run_at else _("waits for the linkage officer")
    if not one.here:
        state = _("linked elsewhere, brought in on %(day)s") % {"day": state}
    return keys, state, reverse("web:linkage", kwargs={"number": one.pk})


def _study(one: Any) -> tuple[str, str, str]:
    return one.title, str(STATES[one.state]), reverse("web:study", kwargs={"number": one.pk})


def _ways() -> list[tuple[str, str, str]]:
    """Return where one can go from here: title, what it holds, address."""
    return [
        (_("The lists"), _("Whose people, which of them, from when until when."), reverse("web:counted-lists")),
        (
            _("Define a list"),
            _("It is never changed after; another definition is another list."),
            reverse("web:define-list"),
        ),
        (_("Have lists linked"), _("The linkage officer finds out how they overlap."), reverse("web:ask-linkage")),
        (
            _("Bring in lists that were linked elsewhere"),
            _("By a linkage unit that sees no names, or by somebody else: counts alone come in."),
            reverse("web:bring-in"),
        ),
        (_("Studies"), _("What the overlaps say, and who signed it off."), reverse("web:studies")),
    ]


urlpatterns = [path("research", home, name="research")]
