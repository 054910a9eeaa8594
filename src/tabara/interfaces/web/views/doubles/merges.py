"""What was merged: when, by whom, whose values stand; and the way back while there is one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.views.doubles import words
from tabara.protection.intake import doubles, operations
from tabara.protection.intake.enums import Side


@needs(Permission.IDENTITY_OPEN)
def merge(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one merge; undo it where that is sent."""
    one, form = doubles.merge(by=request.user, number=number), Confirm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(request, form, operations.undo_merge, merge=one):
        say(request, _undone(one))
        return redirect("web:duplicates")
    until = one.merged_at + doubles.undo_period()
    open_still = one.undone_at is None and timezone.now() <= until
    cases = doubles.cases_of(by=request.user, person=one.survivor)
    shown = {
        "merge": one,
        "form": form,
        "until": until,
        "cases": [(case, str(case.pk) in one.cases) for case in cases],
        "first": words.fields(name for name, side in one.stands.items() if side == Side.FIRST),
        "second": words.fields(name for name, side in one.stands.items() if side == Side.SECOND),
        "later": words.fields(one.later),
        "may_undo": open_still and permitted(request.user, Permission.PERSON_MERGE, one),
    }
    return render(request, "doubles/merge.html", shown, status=422 if form.errors else 200)


def _undone(one: object) -> str:
    later = words.fields(one.later)  # type: ignore[attr-defined]  # a merge
    if later:
        return _("Undone. What was changed since stays with the person registered first: %(what)s.") % {"what": later}
    return _("Undone. The two are as they were before.")


urlpatterns = [path("merges/<uuid:number>", merge, name="merge")]
