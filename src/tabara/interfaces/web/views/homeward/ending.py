"""Close a case, and open it again."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.reintegration import Close, Reopen
from tabara.interfaces.web.views.homeward.asking import answer, held
from tabara.protection.reintegration import operations

CLOSED = ("on", "reason", "answer", "summary", "way_back")


def close(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """End the case."""
    case, form = held(request, number), Close(request.POST or None)
    words = (_("Close the case"), _("Close the case"), _("The case is closed. It can be opened again."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.end_case, case=case, **{name: said[name] for name in CLOSED}),
        to="case",
    )


def reopen(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Open a closed case again."""
    case, form = held(request, number), Reopen(request.POST or None)
    words = (_("Open the case again"), _("Open it again"), _("The case is open again."))
    why = _("The same episode goes on. If the person was trafficked or exploited anew, register a new case instead.")
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.resume_case, case=case, reason=said["reason"]),
        to="case",
        explanation=why,
    )


urlpatterns = [
    path("cases/<uuid:number>/close", close, name="close"),
    path("cases/<uuid:number>/reopen", reopen, name="reopen"),
]
