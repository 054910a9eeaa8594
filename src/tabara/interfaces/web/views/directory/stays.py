"""A stay, from both sides: the shelter's, and that of the case."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import do, say, sent_event, sent_to
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.directory import Arrive, Leave, Until
from tabara.interfaces.web.views.directory.acting import done, form_page
from tabara.protection.cases import queries as cases
from tabara.protection.directory import operations, queries


def came_from(request: HttpRequest, stay: Any) -> tuple[str, str]:
    """Return where the reader goes on: to the case where it is hers to see, else to the board of the shelter."""
    if cases.by_number(by=request.user, numbers=[stay.case_id]):
        return reverse("web:shelter", kwargs={"number": stay.case_id}), _("Shelter and providers")
    return reverse("web:bed-board", kwargs={"provider": stay.provider.pk}), _("Back to the places")


def _act(
    request: HttpRequest, stay: uuid.UUID, form: Any, operation: Callable[..., Any], title: str, button: str, said: str
) -> HttpResponse:
    row = queries.stay(by=request.user, number=stay)
    told = form.cleaned_data if request.method == "POST" and form.is_valid() else {}
    given = {name: value for name, value in told.items() if name != "event"}
    to, back_to = came_from(request, row)
    answer = done(request, form, operation, said, to, stay=row, **given)
    why = f"{row.provider.name} · {row.code}"
    return answer or form_page(request, form, back=to, back_to=back_to, title=title, button=button, why=why)


def arrive(request: HttpRequest, stay: uuid.UUID) -> HttpResponse:
    """Record the arrival."""
    form, title = Arrive(request.POST or None), _("The person has arrived")
    return _act(request, stay, form, operations.arrive, title, _("Record the arrival"), _("The arrival is recorded."))


def leave(request: HttpRequest, stay: uuid.UUID) -> HttpResponse:
    """Record that the person leaves."""
    form, title = Leave(request.POST or None), _("The person leaves")
    return _act(
        request, stay, form, operations.leave, title, _("End the stay"), _("The stay has ended. The place is free.")
    )


def extend(request: HttpRequest, stay: uuid.UUID) -> HttpResponse:
    """Keep the place longer, or shorter."""
    form, title = Until(request.POST or None), _("How long the place is kept")
    return _act(request, stay, form, operations.extend_stay, title, _("Store the day"), _("The changes are stored."))


def cancel(request: HttpRequest, stay: uuid.UUID) -> HttpResponse:
    """Give the place up."""
    form, title = Confirm(request.POST or None), _("Cancel the stay")
    return _act(
        request, stay, form, operations.cancel_stay, title, _("Give the place up"), _("The place is free again.")
    )


@sent_to("web:arrive")
def review(request: HttpRequest, stay: uuid.UUID) -> HttpResponse:
    """Say that the stay was looked at."""
    row = queries.stay(by=request.user, number=stay)
    do(request, operations.review_stay, event=sent_event(request), stay=row)
    say(request, _("The stay goes on. It will be looked at again."))
    return redirect(came_from(request, row)[0])


urlpatterns = [
    path("stays/<uuid:stay>/arrive", arrive, name="arrive"),
    path("stays/<uuid:stay>/leave", leave, name="leave"),
    path("stays/<uuid:stay>/extend", extend, name="extend-stay"),
    path("stays/<uuid:stay>/cancel", cancel, name="cancel-stay"),
    path("stays/<uuid:stay>/review", review, name="review-stay"),
]
