"""The help of a case on one page: planned, given, paid, learnt."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.operation import permitted
from tabara.interfaces.web.forms.helping.shared import whole
from tabara.protection.assistance import queries
from tabara.protection.assistance.enums import AppointmentState, BusinessState, EnrolmentState
from tabara.protection.cases import queries as cases


def show(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what is planned, given, paid and learnt, as far as the reader may see it."""
    by = request.user
    case = cases.case(by=by, number=number)
    rows = queries.appointments(by=by, case=case)
    may = permitted(by, Permission.SERVICE_RECORD, case)
    ledger = queries.ledger(by=by, case=case)
    attendance = queries.attendance(by=by, case=case)
    shown = {
        "case": case,
        "serve": may,
        "planned": [one for one in rows if one.state == AppointmentState.PLANNED],
        "past": [one for one in rows if one.state != AppointmentState.PLANNED][::-1],
        "settles": {one.pk for one in queries.settled_by(by=by, case=case)} if may else set(),
        "attendance": attendance,
        "share": round(attendance.share * 100) if attendance.share is not None else None,
        "services": queries.services(by=by, case=case),
        "ledger": ledger,
        "totals": {currency: whole(amount) for currency, amount in ledger.totals.items()},
        "whole": whole,
        "payments": queries.payments(by=by, case=case),
        "enrolments": queries.enrolments(by=by, case=case),
        "businesses": queries.businesses(by=by, case=case),
        "holds": cases.holds(by=by, case=case),
        "words": _words(),
    }
    return render(request, "helping/help.html", shown)


def _words() -> dict[str, str]:
    """Return what the states are called."""
    return {
        AppointmentState.PLANNED: _("planned"),
        AppointmentState.ATTENDED: _("given"),
        AppointmentState.MISSED: _("missed"),
        AppointmentState.MOVED: _("moved"),
        AppointmentState.CANCELLED: _("cancelled"),
        EnrolmentState.ATTENDING: _("under way"),
        EnrolmentState.COMPLETED: _("completed"),
        EnrolmentState.DROPPED_OUT: _("ended before"),
        BusinessState.ASKED: _("waits for approval"),
        BusinessState.APPROVED: _("approved"),
        BusinessState.REFUSED: _("refused"),
        BusinessState.ENDED: _("ended"),
        "running": _("It runs"),
        "changed": _("It was changed into another one"),
        "stopped": _("It has stopped"),
        "more": _("More than before"),
        "same": _("The same"),
        "less": _("Less than before"),
        "not_told": _("Does not tell"),
    }


urlpatterns = [path("cases/<uuid:number>/help", show, name="help-given")]
