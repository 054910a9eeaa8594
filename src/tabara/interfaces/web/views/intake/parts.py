"""The form as a list of tasks, each part of it on a page of its own, kept while somebody types."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import do, needs
from tabara.interfaces.web.forms.answers import Asked
from tabara.interfaces.web.forms.intake import WhoForm, names_so_far
from tabara.interfaces.web.forms.intake_life import WhereForm
from tabara.interfaces.web.forms.intake_whole import PARTS, part_titles
from tabara.interfaces.web.views.intake.search import matches_of
from tabara.interfaces.web.views.intake.unfinished import Differs, Unfinished, earlier_case, keep, load, today
from tabara.protection.intake import operations


def tasks(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show how far the form is."""
    found = load(request, number)
    agreed = found.agreed(today())
    titles = part_titles()
    rows = [{"part": part, "title": titles[part], "state": _state(found, part, agreed)} for part in found.parts]
    done = sum(row["state"] == "done" for row in rows)
    shown = {"found": found, "rows": rows, "done": done, "known": earlier_case(request, found)}
    return render(request, "intake/tasks.html", shown)


def _state(found: Unfinished, part: str, agreed: bool) -> str:
    if part != "agreement" and not agreed:
        return "locked"
    if found.finished(part, today()):
        return "done"
    return "begun" if found.kept(part) else "open"


def ask(request: HttpRequest, number: uuid.UUID, part: str) -> HttpResponse:
    """Ask the questions of one part, and keep the answers."""
    found = load(request, number)
    if part not in found.parts:
        raise Http404
    if part != "agreement" and not found.agreed(today()):
        return redirect("web:intake-form", number=number)
    if request.method == "POST":
        return _sent(request, found, part)
    return _page(request, found, part, found.form(part, today()))


def _sent(request: HttpRequest, found: Unfinished, part: str) -> HttpResponse:
    form = PARTS[part](request.POST, today=today())
    looking = bool({"find", "look"} & set(request.POST))
    right = not looking and form.is_valid()
    if right and part == "agreement" and not form.cleaned_data["agreed"]:
        do(request, operations.drop_draft, draft=found.number)
        return redirect("web:intake-not-agreed")
    try:
        found = keep(request, found, part, form, saw=request.POST.get("saw", ""), done=right)
    except Differs:
        return _compare(request, load(request, found.number), part, form)
    if right:
        following = found.next(today())
        if following is None:
            return redirect("web:intake-check", number=found.number)
        return redirect("web:intake-part", number=found.number, part=following)
    return _page(request, found, part, form, looking=looking)


def _page(request: HttpRequest, found: Unfinished, part: str, form: Asked, looking: bool = False) -> HttpResponse:
    if looking or request.method == "GET":
        form = form.unchecked()
    shown = {
        "found": found,
        "part": part,
        "title": part_titles()[part],
        "form": form,
        "saw": found.stamp(part),
        "place": found.parts.index(part) + 1,
        "matches": _matches(request, form) if looking and part == "who" else None,
    }
    return render(request, f"intake/{part}.html", shown, status=422 if form.errors else 200)


def _matches(request: HttpRequest, form: Asked) -> object:
    names, sex = names_so_far(form, today())
    return matches_of(request, names, sex)


def _compare(request: HttpRequest, found: Unfinished, part: str, form: Asked) -> HttpResponse:
    """Show both versions of a part, for a person to choose."""
    stored = {name: (title, text) for name, title, text in found.form(part, today()).told()}
    mine = {name: (title, text) for name, title, text in form.told()}
    nothing = ("", "")
    rows = [
        (stored.get(name, mine.get(name, nothing))[0], stored.get(name, nothing)[1], mine.get(name, nothing)[1])
        for name in form.fields
        if stored.get(name) != mine.get(name)
    ]
    shown = {"found": found, "part": part, "rows": rows, "typed": form.kept(), "saw": found.stamp(part), "form": form}
    return render(request, "intake/compare.html", shown, status=409)


@require_POST
def autosave(request: HttpRequest, number: uuid.UUID, part: str) -> HttpResponse:
    """Keep what is typed so far, right or not; answer with the time."""
    found = load(request, number)
    if part not in found.parts or (part != "agreement" and not found.agreed(today())):
        raise Http404
    form = PARTS[part](request.POST, today=today())
    try:
        found = keep(request, found, part, form, saw=request.POST.get("saw", ""), done=False)
    except Differs:
        return JsonResponse({"said": _("Not saved: this part was changed in another window.")}, status=409)
    time = timezone.localtime(found.saved_at).strftime("%H:%M")
    return JsonResponse({"said": _("Saved %(time)s") % {"time": time}})


@require_POST
@needs(Permission.CASE_REGISTER)
def places(request: HttpRequest) -> HttpResponse:
    """Show the places that answer to what is typed."""
    return render(request, "intake/places.html", {"form": WhereForm(request.POST, today=today()).unchecked()})


@require_POST
@needs(Permission.CASE_REGISTER)
def alike(request: HttpRequest) -> HttpResponse:
    """Show who is known already under names like those typed."""
    return render(request, "intake/matches.html", {"matches": _matches(request, WhoForm(request.POST, today=today()))})


@require_POST
def drop(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Erase an unfinished form."""
    do(request, operations.drop_draft, draft=number)
    return redirect(reverse("web:intake"))


@needs(Permission.CASE_REGISTER)
def not_agreed(request: HttpRequest) -> HttpResponse:
    """Say what to do where somebody does not agree to be registered: help, and record nothing."""
    return render(request, "intake/not_agreed.html")


urlpatterns = [
    path("intake/not-agreed", not_agreed, name="intake-not-agreed"),
    path("intake/places", places, name="intake-places"),
    path("intake/alike", alike, name="intake-alike"),
    path("intake/<uuid:number>/", tasks, name="intake-form"),
    path("intake/<uuid:number>/erase", drop, name="intake-drop"),
    path("intake/<uuid:number>/<slug:part>/", ask, name="intake-part"),
    path("intake/<uuid:number>/<slug:part>/keep", autosave, name="intake-keep"),
]
