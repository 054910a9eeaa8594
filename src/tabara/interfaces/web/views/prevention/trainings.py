"""Trainings: the list, one with its attendance, recording, striking out."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.prevention import RecordTraining, StrikeOut, place_of
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prevention import operations, queries


@needs(Permission.PREVENTION_RECORD)
def trainings(request: HttpRequest) -> HttpResponse:
    """Show the trainings."""
    rows = queries.trainings(by=request.user)
    held = [(one, sum(row.attended for row in one.attendances.all())) for one in rows]
    return render(request, "prevention/trainings.html", {"rows": held})


@needs(Permission.PREVENTION_RECORD)
def training(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one training: who came, as numbers, and the list."""
    one = queries.training(by=request.user, number=number)
    listed = queries.listed(by=request.user, training=one)
    gives = one.course is not None and one.course.certificate_share is not None
    shown = {
        "one": one,
        "attendances": one.attendances.order_by("profile"),
        "listed": listed,
        "gives": gives,
        "to_certify": gives and any(row.may for row in listed),
        "to_print": any(row.certificate for row in listed),
        "place": codelists.pack().places.place(one.place, one.place_version).name if one.place else "",
        "ours": one.agency_id == request.user.agency_id,  # type: ignore[union-attr]  # only members are asked
    }
    return render(request, "prevention/training.html", shown)


@needs(Permission.PREVENTION_RECORD)
def record(request: HttpRequest) -> HttpResponse:
    """Ask what was taught, and how many came."""
    form = RecordTraining(request.POST or None, courses=queries.courses(by=request.user))
    words = {"title": _("Record a training"), "button": _("Save"), "said": _("The training is written down.")}
    return ask(
        request,
        form,
        does=operations.record_training,
        given=lambda said: {
            "on": said["held_on"],
            "until": said["ended_on"],
            "course": form.courses.get(said["course"]),
            "trainer": said["trainer"],
            "sessions": said["sessions"] or 1,
            "attended": form.attended(),
            **place_of(said["place"]),
        },
        words=words,
        back=("trainings", {}),
    )


@needs(Permission.PREVENTION_RECORD)
def strike(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask why a training counts no more."""
    one = queries.training(by=request.user, number=number)
    words = {
        "title": _("Strike the training out"),
        "button": _("Strike it out"),
        "said": _("The training counts no more."),
        "explanation": _("It stays readable and counts no more. Record it anew if it was held."),
    }
    return ask(
        request,
        StrikeOut(request.POST or None),
        does=operations.strike_training,
        given=lambda said: {"training": one, "reason": said["reason"]},
        words=words,
        back=("training", {"number": number}),
    )


urlpatterns = [
    path("prevention/trainings", trainings, name="trainings"),
    path("prevention/trainings/record", record, name="record-training"),
    path("prevention/trainings/<uuid:number>", training, name="training"),
    path("prevention/trainings/<uuid:number>/strike", strike, name="strike-training"),
]
