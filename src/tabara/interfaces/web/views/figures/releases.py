"""The register of releases: what was given out, as the guard at the door remembers it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.publication import queries
from tabara.publication.leaving import titled
from tabara.publication.words import Words

MOST = 200  # on one page
KINDS: dict[str, str | Promise] = {"infosheet": _("Infosheet"), "dossier": _("Dossier")}


@needs(Permission.REPORT_PUBLISH)
def releases(request: HttpRequest) -> HttpResponse:
    """List what was given out, the latest first."""
    words, pack = Words(texts.language()), codelists.pack()
    rows = [
        {
            "given_at": one.given_at,
            "by": one.given_by.name,
            "kind": KINDS.get(one.kind, one.kind),
            "name": titled(one.name, words.language),
            "language": one.language,
            "period": words.period(one.since, one.until),
            "profile": pack.disclosure.profile(one.profile).text(words.language),
            "threshold": one.threshold,
            "digest": one.digest[:12],
        }
        for one in queries.releases(by=request.user)[:MOST]
    ]
    return render(request, "figures/releases.html", {"rows": rows, "most": MOST})


urlpatterns = [path("figures/releases", releases, name="releases")]
