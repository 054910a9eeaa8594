"""What an agency may no longer use: it is told, and says in a member's name what it did."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import consents
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.consent import AnswerNotice
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases


@needs(Permission.REFERRAL_ANSWER)
def notices(request: HttpRequest) -> HttpResponse:
    """Show what the reader's agency was told, what waits for an answer first."""
    rows = [(one, consents.lost(one)) for one in cases.notices(by=request.user)]
    return render(request, "consent/notices.html", {"rows": rows})


@needs(Permission.REFERRAL_ANSWER)
def notice(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one notice, and take the answer."""
    one, form = cases.notice(by=request.user, number=number), AnswerNotice(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("answer", "law")}
        if attempt(request, form, operations.acknowledge_notice, notice=one, **said):
            say(request, _("Your answer is stored. The agency that holds the case sees it."))
            return redirect("web:notices")
    shown = {"one": one, "lost": consents.lost(one), "form": form, "answers": consents.ANSWERS}
    return render(request, "consent/notice.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("notices/", notices, name="notices"),
    path("notices/<uuid:number>", notice, name="notice"),
]
