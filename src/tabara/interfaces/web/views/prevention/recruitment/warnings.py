"""Warnings to the public and to focal points: those that hold, giving one, taking one back."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.prevention import place_of
from tabara.interfaces.web.forms.recruitment import IssueWarning, WithdrawWarning
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prevention import operations, queries


@needs(Permission.PREVENTION_RECORD)
def warnings(request: HttpRequest) -> HttpResponse:
    """Show the warnings, those that hold and those that were taken back."""
    return render(request, "recruitment/warnings.html", {"rows": queries.warnings(by=request.user)})


@needs(Permission.RECRUITMENT_KEEP)
def issue(request: HttpRequest) -> HttpResponse:
    """Ask what people are warned of."""
    lines = queries.firms(by=request.user, on=timezone.localdate())
    form = IssueWarning(request.POST or None, firms=[line.firm for line in lines])
    words = {
        "title": _("Warn people"),
        "button": _("Save"),
        "said": _("The warning is written down."),
        "explanation": _("Write down what was said on the radio, on a poster or to focal points. Nothing is sent."),
    }
    return ask(
        request,
        form,
        does=operations.issue_warning,
        given=lambda said: {
            **{name: said[name] for name in ("audience", "words", "languages", "on")},
            "firm": form.firms.get(said["firm"]),
            **place_of(said["place"]),
        },
        words=words,
        back=("warnings", {}),
    )


@needs(Permission.RECRUITMENT_KEEP)
def withdraw(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask why a warning is taken back."""
    one = queries.warning(by=request.user, number=number)
    words = {"title": _("Take the warning back"), "button": _("Take it back"), "said": _("The warning is taken back.")}
    return ask(
        request,
        WithdrawWarning(request.POST or None),
        does=operations.withdraw_warning,
        given=lambda said: {"caution": one, "on": said["on"], "reason": said["reason"]},
        words={**words, "explanation": one.words},
        back=("warnings", {}),
    )


urlpatterns = [
    path("prevention/recruitment/warnings", warnings, name="warnings"),
    path("prevention/recruitment/warnings/issue", issue, name="issue-warning"),
    path("prevention/recruitment/warnings/<uuid:number>/withdraw", withdraw, name="withdraw-warning"),
]
