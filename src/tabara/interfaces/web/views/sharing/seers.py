"""Who can see a person, and why."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import permitted
from tabara.interfaces.web import casefile
from tabara.interfaces.web.acts import do
from tabara.interfaces.web.sharing import RULES, words
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases


def who_sees(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show each member who can see the case, by which rule, until when, and what; and who opened it."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.ACCESS_REVIEW, case):
        raise NotFound
    found = do(request, operations.show_who_sees, case=case)
    rows = [
        (one.member, [(RULES[rule], until) for rule, until in one.rules], words(one.groups), one.member.agency.name)
        for one in found
    ]
    shown = {"case": case, "rows": rows, "acts": casefile.acts_of(case, request.user)}
    return render(request, "sharing/seers.html", shown)


urlpatterns = [path("cases/<uuid:number>/who", who_sees, name="who-sees")]
