"""Documents that the Commission publishes: the list, one with its versions, and what its keepers do with it."""

import uuid
from collections.abc import Container

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import audit
from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.guidance import SEEN_BY, AddVersion, Publish, SetAudience
from tabara.interfaces.web.forms.reviews import Reason
from tabara.interfaces.web.headers import SHUT
from tabara.interfaces.web.menu import NAMES
from tabara.interfaces.web.views.casework.documents import SIZES, kinds
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries
from tabara.prevention import queries as prevention


def guidance(request: HttpRequest) -> HttpResponse:
    """Show the documents that the reader may have, by theme, audience and language; or those withdrawn."""
    by = request.user
    themes = texts.labels("guidance_theme")
    tongues = {code: NAMES.get(code, code) for code in codelists.pack().languages}
    readers = {one.value: SEEN_BY[one] for one in queries.audiences(by=by)}
    known = {"theme": themes, "audience": readers, "tongue": tongues}
    chosen = {name: _one_of(request, name, codes) for name, codes in known.items()}
    withdrawn = request.GET.get("withdrawn") == "yes"
    asked = {"theme": chosen["theme"], "audience": chosen["audience"], "language": chosen["tongue"]}
    rows = queries.documents(by=by, withdrawn=withdrawn, **asked)
    shown = {
        "rows": rows,
        "spoken_in": queries.languages_of(by=by, documents=rows),
        "themes": themes,
        "tongues": tongues,
        "readers": readers,
        "seen_by": seen_by(),
        "chosen": chosen,
        "withdrawn": withdrawn,
    }
    return render(request, "partnership/guidance/list.html", shown)


def document(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one document with every version that there is of it."""
    one = queries.document(by=request.user, number=number)
    rows = queries.versions(by=request.user, guidance=one)
    newest = {row.language: row.number for row in reversed(rows)}
    shown = {
        "one": one,
        "rows": [(row, row.number == newest[row.language]) for row in rows],
        "seen_by": seen_by(),
        "tongues": NAMES,
        "kinds": kinds(),
        "sizes": SIZES,
        "opens": one.withdrawn_on is None or request.user.may(Permission.COMMISSION_KEEP),
    }
    return render(request, "partnership/guidance/document.html", shown)


def document_file(request: HttpRequest, number: uuid.UUID, version: uuid.UUID) -> HttpResponse:
    """Send one version under a name that says nothing, to be kept and never to be shown here."""
    one = queries.document(by=request.user, number=number)
    opened = queries.version_file(by=request.user, guidance=one, version=version)
    audit.note(by=request.user, operation="page.guidance-file", outcome="shown")
    headers = {
        "Content-Disposition": f'attachment; filename="document.{opened.ending}"',
        "Content-Security-Policy": SHUT,
    }
    return HttpResponse(opened.content, content_type=opened.type, headers=headers)


@needs(Permission.COMMISSION_KEEP)
def publish(request: HttpRequest) -> HttpResponse:
    """Ask what the document is, and go on to its first file."""
    form = Publish(request.POST or None, campaigns=[one.title for one in prevention.campaigns(by=request.user)])
    if request.method == "POST" and form.is_valid():
        asked = ("title", "kind", "theme", "audience", "campaign")
        given = {name: form.cleaned_data[name] for name in asked}
        if made := attempt(request, form, operations.publish_guidance, **given):
            say(request, _("The document is announced. Now add its file."))
            return redirect("web:add-guidance-version", number=made.pk)
    words = {"title": _("Publish a document"), "button": _("Go on"), "back": ("guidance", {}), "form": form}
    return render(request, "pillar/ask.html", words, status=422 if form.errors else 200)


@needs(Permission.COMMISSION_KEEP)
def add_version(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take in a file in a language; older ones stay beside it."""
    one = queries.document(by=request.user, number=number)
    return ask(
        request,
        AddVersion(request.POST or None, request.FILES or None),
        does=operations.add_guidance_version,
        given=lambda said: {
            "guidance": one,
            "language": said["language"],
            "name": said["file"].name,
            "content": said["file"].read(),
            "on": said["on"],
            "changes": said["changes"],
        },
        words={
            "title": _("Add a version"),
            "button": _("Store it"),
            "said": _("The version is stored. Older ones stay beside it."),
            "explanation": one.title,
        },
        back=("guidance-document", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
def set_audience(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask for whom the document is from now on."""
    one = queries.document(by=request.user, number=number)
    return ask(
        request,
        SetAudience(request.POST or None, initial={"audience": one.audience}),
        does=operations.set_audience,
        given=lambda said: {"guidance": one, "audience": said["audience"]},
        words={
            "title": _("Change for whom it is"),
            "button": _("Save"),
            "said": _("From now on these may read it, in every version."),
            "explanation": one.title,
        },
        back=("guidance-document", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
def withdraw(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask why the document is withdrawn."""
    one = queries.document(by=request.user, number=number)
    return ask(
        request,
        Reason(request.POST or None),
        does=operations.withdraw_guidance,
        given=lambda said: {"guidance": one, "reason": said["reason"]},
        words={
            "title": _("Withdraw the document"),
            "button": _("Withdraw it"),
            "said": _("The document is withdrawn."),
            "explanation": _("It stays in the list of what was withdrawn, with your reason. Its files are shut."),
        },
        back=("guidance-document", {"number": number}),
    )


def _one_of(request: HttpRequest, name: str, known: Container[str]) -> str:
    said = request.GET.get(name, "")
    return said if said in known else ""


def seen_by() -> dict[str, object]:
    """Return how each audience is called beside a document."""
    return {key.value: text for key, text in SEEN_BY.items()}


urlpatterns = [
    path("partnership/guidance", guidance, name="guidance"),
    path("partnership/guidance/publish", publish, name="publish-guidance"),
    path("partnership/guidance/<uuid:number>", document, name="guidance-document"),
    path("partnership/guidance/<uuid:number>/version", add_version, name="add-guidance-version"),
    path("partnership/guidance/<uuid:number>/versions/<uuid:version>", document_file, name="guidance-file"),
    path("partnership/guidance/<uuid:number>/audience", set_audience, name="set-audience"),
    path("partnership/guidance/<uuid:number>/withdraw", withdraw, name="withdraw-guidance"),
]
