"""The list of a training: who came, sealed, and read with a reason."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web.acts import attempt, needs
from tabara.interfaces.web.forms.prevention import AddTrainee, WhyRead
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prevention import operations, queries
from tabara.prevention.operations import Who


@needs(Permission.PREVENTION_RECORD)
def add(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask who came."""
    one = queries.training(by=request.user, number=number)
    words = {"title": _("Put somebody on the list"), "button": _("Save"), "said": _("The person is on the list.")}
    return ask(
        request,
        AddTrainee(request.POST or None),
        does=operations.add_trainee,
        given=lambda said: {
            "training": one,
            "who": Who(said["name"], said["number"]),
            **{name: said[name] for name in ("profile", "sex", "came", "before", "after")},
        },
        words=words,
        back=("training", {"number": number}),
    )


@needs(Permission.PREVENTION_RECORD)
def read(request: HttpRequest, number: uuid.UUID, trainee: uuid.UUID) -> HttpResponse:
    """Ask for the reason, and show who it is once, on this page alone."""
    one = queries.training(by=request.user, number=number)
    row = queries.trainee(by=request.user, training=one, number=trainee)
    if row is None:
        raise NotFound
    form, who = WhyRead(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        who = attempt(request, form, operations.open_trainee, trainee=row, reason=form.cleaned_data["reason"])
    made = next((it.certificate for it in queries.listed(by=request.user, training=one) if it.row.pk == row.pk), None)
    shown = {"form": form, "one": one, "row": row, "who": who, "certificate": made}
    return render(request, "prevention/trainee.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("prevention/trainings/<uuid:number>/list", add, name="add-trainee"),
    path("prevention/trainings/<uuid:number>/list/<uuid:trainee>", read, name="read-trainee"),
]
