"""Where the person of a case is not safe."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import do, say, sent_event, sent_to
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.directory import Exclude
from tabara.interfaces.web.forms.identity import OpenNotes
from tabara.interfaces.web.views.directory.acting import done, form_page
from tabara.interfaces.web.views.directory.places import at
from tabara.protection.cases import queries as cases
from tabara.protection.directory import operations, queries


def exclude(request: HttpRequest, number: uuid.UUID, provider: uuid.UUID) -> HttpResponse:
    """Leave a provider out for this person."""
    case, one = editable(request, number), queries.provider(by=request.user, number=provider)
    form = Exclude(request.POST or None)
    told = form.cleaned_data if request.method == "POST" and form.is_valid() else {}
    given = {"case": case, "provider": one, "reason": told.get("reason", ""), "note": told.get("note", "")}
    said = _("This provider is left out for this person from now on.")
    answer = done(request, form, operations.exclude_provider, said, at(case), **given)
    title, button = _("Not safe for this person"), _("Leave this provider out")
    back = _("Shelter and providers")
    return answer or form_page(request, form, back=at(case), back_to=back, title=title, button=button, why=one.name)


@sent_to("web:shelter")
def lift(request: HttpRequest, number: uuid.UUID, exclusion: uuid.UUID) -> HttpResponse:
    """Let a provider be offered again."""
    case = editable(request, number)
    do(request, operations.lift_exclusion, event=sent_event(request), case=case, exclusion=exclusion)
    say(request, _("This provider is offered again."))
    return redirect(at(case))


def why(request: HttpRequest, number: uuid.UUID, exclusion: uuid.UUID) -> HttpResponse:
    """Read what is known about it, for a reason."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.NARRATIVE_OPEN, case, shared=False):
        raise NotAllowed
    row = next((one for one in queries.exclusions_of(by=request.user, case=case) if one.pk == exclusion), None)
    if row is None:
        raise NotFound
    form, text = OpenNotes(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = {"case": case, "exclusion": exclusion, "reason": form.cleaned_data["reason"]}
        text = do(request, operations.open_exclusion, **given)
    shown = {"case": case, "one": row, "form": form, "text": text}
    return render(request, "directory/why.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/places/<uuid:provider>/not-safe", exclude, name="exclude-provider"),
    path("cases/<uuid:number>/not-safe/<uuid:exclusion>/lift", lift, name="lift-exclusion"),
    path("cases/<uuid:number>/not-safe/<uuid:exclusion>", why, name="why-not-safe"),
]
