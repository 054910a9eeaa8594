"""The register of releases: what was given out, as the guard at the door remembers it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.menu import NAMES
from tabara.publication import queries
from tabara.publication.releases import titled
from tabara.publication.typesetting import Words

MOST = 200  # on one page
KINDS: dict[str, str | Promise] = {
    "infosheet": _("Infosheet"),
    "dossier": _("Dossier"),
    "map": _("Map"),
}


@needs(Permission.REPORT_PUBLISH)
def releases(request: HttpRequest) -> HttpResponse:
    """List what was given out, the latest first."""
    words = Words(texts.language())
    rows = [_row(one, words) for one in queries.releases(by=request.user)[:MOST]]
    return render(request, "figures/releases.html", {"rows": rows, "most": MOST})


def _row(one: Any, words: Words) -> dict[str, Any]:
    name = titled(one.name, words.language)
    return {
        "given_at": one.given_at,
        "by": one.given_by.name,
        "title": texts.paired(KINDS[one.kind], name) if one.kind in KINDS else name,
        "language": NAMES.get(one.language, one.language),
        "period": words.period(one.since, one.until),
        "profile": codelists.pack().disclosure.profile(one.profile).text(words.language),
        "threshold": one.threshold,
        "digest": one.digest[:12],
        "again": one.again,
    }


urlpatterns = [path("figures/releases", releases, name="releases")]
