"""The lists and their definitions; lists are chosen to be linked."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.operation import new_event
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.research import AskLinkage, DefineList
from tabara.interfaces.web.studied import VICTIMS
from tabara.research import operations, queries


@needs(Permission.RESEARCH_KEEP)
def lists(request: HttpRequest) -> HttpResponse:
    """Show the lists in use, and the linkages of them."""
    shown = {
        "lists": [(one, VICTIMS[one.victims]) for one in queries.lists(by=request.user)],
        "names": _names(request),
        "linkages": queries.linkages(by=request.user),
    }
    return render(request, "research/lists.html", shown)


@needs(Permission.RESEARCH_KEEP)
def define(request: HttpRequest) -> HttpResponse:
    """Define a list."""
    form = DefineList(request.POST or None, agencies=list(_names(request).items()))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = {name: said[name] for name in ("key", "title", "since", "until", "victims", "words")}
        told = operations.Definition(agencies=tuple(said["agencies"]), **given)
        if attempt(request, form, operations.define_list, definition=told) is not None:
            say(request, _("The list is defined."))
            return redirect("web:counted-lists")
    shown = {
        "form": form,
        "title": _("Define a list"),
        "explanation": _("A definition is never changed after: every count rests on it. Another one is another list."),
        "button": _("Define the list"),
        "back": ("counted-lists", {}),
    }
    return render(request, "pillar/ask.html", shown, status=422 if form.errors else 200)


@needs(Permission.RESEARCH_KEEP)
def one_list(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one definition."""
    row = queries.list_of(by=request.user, number=number)
    names = _names(request)
    shown = {
        "list": row,
        "victims": VICTIMS[row.victims],
        "agencies": [names.get(key, key) for key in row.agencies],
        "event": new_event(),
    }
    return render(request, "research/list.html", shown)


@sent_to("web:counted-list")
def strike(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a list out of use."""
    row = queries.list_of(by=request.user, number=number)
    do(request, operations.strike_list, event=sent_event(request), counted=row)
    say(request, _("The list is out of use."))
    return redirect("web:counted-lists")


@needs(Permission.RESEARCH_KEEP)
def ask(request: HttpRequest) -> HttpResponse:
    """Choose the lists to link, and ask the linkage officer."""
    known = {str(one.pk): one for one in queries.lists(by=request.user)}
    form = AskLinkage(request.POST or None, lists=[(key, f"{one.key} · {one.title}") for key, one in known.items()])
    if request.method == "POST" and form.is_valid():
        chosen = [known[key] for key in form.cleaned_data["lists"]]
        seed = form.cleaned_data["seed"]
        row = attempt(request, form, operations.ask_linkage, lists=chosen, seed=seed)
        if row is not None:
            say(request, _("The linkage officer is asked. Nobody is looked at by asking."))
            return redirect("web:linkage", number=row.pk)
    shown = {
        "form": form,
        "title": _("Have lists linked"),
        "explanation": _(
            "A linkage officer finds out in the vault who stands on several lists. You learn how many people do, and "
            "how well it was done; you see nobody. Whoever does not agree to research is on no list."
        ),
        "button": _("Ask for it"),
        "back": ("counted-lists", {}),
        "empty": "" if known else _("There is no list yet. Define one first."),
        "first": ("define-list", _("Define a list")),
    }
    return render(request, "pillar/ask.html", shown, status=422 if form.errors else 200)


def _names(request: HttpRequest) -> dict[str, str]:
    return {one.key: one.name for one in queries.agencies_of(by=request.user)}


urlpatterns = [
    path("research/lists", lists, name="counted-lists"),
    path("research/lists/define", define, name="define-list"),
    path("research/lists/<uuid:number>", one_list, name="counted-list"),
    path("research/lists/<uuid:number>/strike", strike, name="strike-list"),
    path("research/linkages/ask", ask, name="ask-linkage"),
]
