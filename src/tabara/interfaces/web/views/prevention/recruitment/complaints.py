"""Complaints about recruitment agencies: whoever hears one takes it down, few read them and follow them."""

import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.prevention import place_of
from tabara.interfaces.web.forms.recruitment import COMPLAINT_STATES, AnswerComplaint, PassOn, RecordComplaint, WhyOpen
from tabara.interfaces.web.paging import ASKED, after, page_of
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prevention import operations, queries
from tabara.prevention.enums import COMPLAINT_STEPS, ComplaintState

STATES = {key.value: text for key, text in COMPLAINT_STATES.items()}


@needs(Permission.PREVENTION_RECORD)
def record(request: HttpRequest) -> HttpResponse:
    """Ask what somebody complains of."""
    lines = queries.firms(by=request.user, on=timezone.localdate())
    form = RecordComplaint(request.POST or None, firms=[line.firm for line in lines])
    words = {
        "title": _("Take a complaint down"),
        "button": _("Save"),
        "said": _("The complaint is taken down. Those who follow complaints read it; it is not shown here again."),
        "explanation": _("About a recruitment agency, and not about a person. Who complains is not written down."),
    }
    return ask(
        request,
        form,
        does=operations.record_complaint,
        given=lambda said: {
            **{name: said[name] for name in ("on", "kind", "channel")},
            "about": form.about(place_of(said["place"])),
        },
        words=words,
        back=("recruitment", {}),
    )


@needs(Permission.RECRUITMENT_KEEP)
def complaints(request: HttpRequest) -> HttpResponse:
    """Show the complaints, in a state or all that count."""
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in STATES else ""
    start = after(request)
    rows = queries.complaints(by=request.user, state=chosen, after=start, most=ASKED)
    shown = {**page_of(rows, {"state": chosen}), "chosen": chosen, "words": STATES, "today": timezone.localdate()}
    shown["first"] = f"?{urlencode({'state': chosen})}" if start else ""
    return render(request, "recruitment/complaints.html", shown)


@needs(Permission.RECRUITMENT_KEEP)
def complaint(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one complaint; where a reason is given, its words, once, on this page alone."""
    one = queries.complaint(by=request.user, number=number)
    form, said = WhyOpen(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        said = attempt(request, form, operations.open_complaint, complaint=one, reason=reason)
    after = COMPLAINT_STEPS[ComplaintState(one.state)]
    shown = {
        "one": one,
        "form": form,
        "said": said,
        "state": STATES[one.state],
        "place": codelists.pack().places.place(one.place, one.place_version).name if one.place else "",
        "passes": ComplaintState.PASSED_ON in after,
        "answers": ComplaintState.UPHELD in after,
        "strikes": ComplaintState.STRUCK in after,
    }
    return render(request, "recruitment/complaint.html", shown, status=422 if form.errors else 200)


@needs(Permission.RECRUITMENT_KEEP)
def pass_on(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask to whom a complaint is passed on."""
    one = queries.complaint(by=request.user, number=number)
    words = {"title": _("Pass the complaint on"), "button": _("Save"), "said": _("It is written down.")}
    return ask(
        request,
        PassOn(request.POST or None),
        does=operations.pass_complaint_on,
        given=lambda said: {"complaint": one, "to": said["to"], "on": said["on"]},
        words=words,
        back=("complaint", {"number": number}),
    )


@needs(Permission.RECRUITMENT_KEEP)
def answer(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what was answered."""
    one = queries.complaint(by=request.user, number=number)
    words = {"title": _("What was answered"), "button": _("Save"), "said": _("The answer is written down.")}
    return ask(
        request,
        AnswerComplaint(request.POST or None),
        does=operations.answer_complaint,
        given=lambda said: {"complaint": one, "finding": said["finding"], "on": said["on"]},
        words=words,
        back=("complaint", {"number": number}),
    )


@needs(Permission.RECRUITMENT_KEEP)
@sent_to("web:complaint")
def strike(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Strike out a complaint that was written down by mistake."""
    one = queries.complaint(by=request.user, number=number)
    do(request, operations.strike_complaint, event=sent_event(request), complaint=one)
    say(request, _("The complaint counts no more."))
    return redirect("web:complaints")


urlpatterns = [
    path("prevention/recruitment/complaints", complaints, name="complaints"),
    path("prevention/recruitment/complaints/record", record, name="record-complaint"),
    path("prevention/recruitment/complaints/<uuid:number>", complaint, name="complaint"),
    path("prevention/recruitment/complaints/<uuid:number>/pass", pass_on, name="pass-complaint-on"),
    path("prevention/recruitment/complaints/<uuid:number>/answer", answer, name="answer-complaint"),
    path("prevention/recruitment/complaints/<uuid:number>/strike", strike, name="strike-complaint"),
]
