"""Lists that were linked elsewhere come in: the table is looked at, each list is told, and the counts are kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.outside import SendTable, TellLists
from tabara.research import operations

Found = Any  # what the files say, as research reads them


@needs(Permission.RESEARCH_KEEP)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Look at a table that somebody sends, ask what its lists are, and keep its counts."""
    if "capture" in request.POST:  # the table that was looked at; a file would be among the files
        return _tell(request)
    form = SendTable(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = _files(form)
        found = attempt(request, form, _looked, files=files)
        if found is not None:
            told = {"capture": files.capture.decode("utf-8-sig"), "account": files.account.decode("utf-8-sig")}
            return _asked(request, TellLists(initial=told, lists=found.table.lists), found)
    shown = {
        "form": form,
        "title": _("Lists that were linked elsewhere"),
        "explanation": _(
            "Agencies that may not show who their people are have them linked by tokens; others bring a table of "
            "histories. What comes in are counts: nobody’s name, and no study number. Open what is sealed to the study "
            "with “tabara linkage unseal” first."
        ),
        "button": _("Look at the table"),
        "back": ("research", {}),
    }
    return render(request, "pillar/ask.html", shown, status=422 if form.errors else 200)


def _tell(request: HttpRequest) -> HttpResponse:
    """Keep the counts, once each list is told; else say what is missing."""
    files = operations.Files(*(request.POST.get(name, "").encode() for name in ("capture", "account")))
    found = operations.look_at(files)
    form = TellLists(request.POST, request.FILES, lists=found.table.lists)
    if form.is_valid():
        given = {"lists": form.told(), "seed": form.cleaned_data["seed"]}
        row = attempt(request, form, _brought_in, files=_files(form), **given)
        if row is not None:
            say(request, _("The lists are in. The files were read, and are not kept."))
            return redirect("web:counts", number=row.pk)
    return _asked(request, form, found)


def _asked(request: HttpRequest, form: TellLists, found: Found) -> HttpResponse:
    shown = {"form": form, "table": found.table, "account": found.account}
    return render(request, "research/outside.html", shown, status=422 if form.errors else 200)


def _looked(*, files: operations.Files, **_who: Any) -> Found:
    return operations.look_at(files)


def _brought_in(*, files: operations.Files, seed: int, **given: Any) -> Any:
    """Read the files first, and keep what they say: reading takes seconds, in which others can go on writing."""
    return operations.bring_in(brought=operations.read(files, seed=seed), **given)


def _files(form: Any) -> operations.Files:
    """Return the files of a form as they came."""
    said = form.cleaned_data
    sent = {name: said.get(name) or "" for name in ("capture", "account", "numbers", "pairs")}
    return operations.Files(**{key: one.encode() if isinstance(one, str) else one.read() for key, one in sent.items()})


urlpatterns = [path("research/elsewhere", bring_in, name="bring-in")]
