"""The accounts of an agency: seen, opened and closed by its administrator."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access import operations
from tabara.access import queries as access
from tabara.access.errors import NotAllowed
from tabara.access.founding import SYSTEM
from tabara.access.roles import ROLES
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.approvals import ChangeRoles
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.members import AddAgency, AddMember


def members(request: HttpRequest) -> HttpResponse:
    """Show the accounts, the active ones first."""
    people = [one for one in access.colleagues(by=request.user) if one.username != SYSTEM]  # it is nobody
    found = sorted(people, key=lambda one: (not one.is_active, one.name))
    rows = [(one, ", ".join(str(ROLES[key].title) for key in one.roles if key in ROLES)) for one in found]
    return render(request, "members/list.html", {"rows": rows, "everywhere": access.manages_all(by=request.user)})


def add_agency(request: HttpRequest) -> HttpResponse:
    """Take an agency in."""
    if not access.manages_all(by=request.user):
        raise NotAllowed
    form = AddAgency(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(request, form, operations.add_agency, **form.agency()):
        say(request, _("The agency takes part. Open its administrator's account next."))
        return redirect("web:add-member")
    return render(request, "members/agency.html", {"form": form}, status=422 if form.errors else 200)


def add_member(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    agencies, everywhere = access.managed_agencies(by=request.user), access.manages_all(by=request.user)
    form = AddMember(request.POST or None, agencies=agencies, everywhere=everywhere)
    sent = request.method == "POST" and form.is_valid()
    if sent and (member := attempt(request, form, operations.add_member, **form.account())):
        return render(request, "members/code.html", {"member": member})
    return render(request, "members/add.html", {"form": form}, status=422 if form.errors else 200)


def change_roles(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask another person to approve other roles, or another team, for an account."""
    member = access.managed(by=request.user, number=number)
    agency = next(one for one in access.managed_agencies(by=request.user) if one.pk == member.agency_id)
    form = ChangeRoles(
        request.POST or None,
        teams=agency.teams.all(),
        everywhere=access.manages_all(by=request.user),
        initial={"roles": member.roles, "team": str(member.team_id or "")},
    )
    if request.method == "POST" and form.is_valid():
        given = {"member": member, **form.asked()}
        asked = attempt(request, form, operations.ask_approval, act="access.change_roles", given=given)
        if asked is not None:
            return redirect("web:approval", number=asked.pk)
    return render(request, "members/roles.html", {"form": form, "member": member}, status=422 if form.errors else 200)


def close_member(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Close an account; what its owner did stays."""
    member, form = access.managed(by=request.user, number=number), Confirm(request.POST or None)
    if form.is_valid() and attempt(request, form, operations.close_member, member=member):
        say(request, _("The account is closed."))
        return redirect("web:members")
    return render(request, "members/close.html", {"form": form, "member": member}, status=422 if form.errors else 200)


urlpatterns = [
    path("members/", members, name="members"),
    path("members/add", add_member, name="add-member"),
    path("members/agency", add_agency, name="add-agency"),
    path("members/<uuid:number>/roles", change_roles, name="change-roles"),
    path("members/<uuid:number>/close", close_member, name="close-member"),
]
