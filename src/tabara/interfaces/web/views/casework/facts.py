"""Change the facts of a case, and ask where two people changed the same one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.errors import Stale
from tabara.interfaces.web.acts import do, say
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.facts import EditFacts
from tabara.protection.cases import operations


def edit(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Store the facts that were changed; a fact that somebody else changed meanwhile becomes a question."""
    case = editable(request, number)
    form = EditFacts(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        given = {"saw": form.cleaned_data["version"], "changes": form.changes(), "before": form.before()}
        version = case.version
        try:
            do(request, operations.edit_case, event=form.number, case=case, **given)
        except Stale as stale:
            form.ask(stale.stored, version)
        else:
            say(request, _("The changes are stored."))
            return redirect("web:case", number=case.pk)
    shown = {"case": case, "form": form, "title": _("Change facts"), "button": _("Store the changes")}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


urlpatterns = [path("cases/<uuid:number>/facts", edit, name="edit-case")]
