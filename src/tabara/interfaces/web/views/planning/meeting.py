"""Record a case conference."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.planning.meeting import Conference
from tabara.interfaces.web.views.planning.reaching import Words, answer, those_who_may_hear, workable
from tabara.protection.planning import operations


def conference(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record who met about a case, and what they decided."""
    case = workable(request, number)
    form = Conference(request.POST or None, people=those_who_may_hear(request, case))
    why = _("Agencies meet about one person. Whoever the person did not agree to leaves before it begins.")
    words = Words(_("Case conference"), _("Store the conference"), _("The conference is recorded."), why)

    def act(said: dict[str, Any]) -> Any:
        given = {name: said[name] for name in ("on", "agenda", "notes")}
        more = {"present": form.there(), "decisions": form.decisions()}
        return attempt(request, form, operations.hold_conference, case=case, **given, **more)

    return answer(request, case, form, words, act)


urlpatterns = [path("cases/<uuid:number>/conference", conference, name="conference")]
