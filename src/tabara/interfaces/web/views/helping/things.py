"""Hand something from a store to a person."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.helping.things import Issue
from tabara.interfaces.web.views.helping.asking import asked, done, serviceable
from tabara.protection.assistance import operations, queries


def issue(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Choose what is handed out, and how many."""
    case = serviceable(request, number)
    there = queries.to_hand_out(by=request.user)
    form = Issue(request.POST or None, there=there)
    if request.method == "POST" and form.is_valid():
        row = form.there[form.cleaned_data["what"]]
        said = {name: form.cleaned_data[name] for name in ("quantity", "on", "notes")}
        if attempt(request, form, operations.issue_item, case=case, store=row.store, item=row.item, **said):
            return done(request, number, _("It is handed out: the service is recorded and the store counts it."))
    why = "" if there else _("Your agency’s stores are empty. Whoever keeps them can take things in under “Stock”.")
    return asked(request, form, _("Hand something out"), _("Hand it out"), case=case, explanation=why)


urlpatterns = [path("cases/<uuid:number>/help/hand-out", issue, name="issue-item")]
