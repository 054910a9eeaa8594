"""What a member sees of the own account, and where it is open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tabara.access import operations
from tabara.access.errors import Refused
from tabara.access.fresh import demand_fresh
from tabara.access.operation import new_event
from tabara.access.signin import calendars, door, factors, sessions
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.arrival import address_of, device_of, slowed, status_of
from tabara.interfaces.web.forms.members import AnotherPassword


def account(request: HttpRequest) -> HttpResponse:
    """Show how one signs in, and where one is signed in."""
    what = {
        "factors": factors.held(request.user),
        "codes_left": factors.codes_left(request.user),
        "sessions": sessions.open_ones(request.user),
        "here": sessions.kept_as(request.session.session_key),
        "calendar": calendars.held(request.user),
        "event": new_event(),
        "again": new_event(),
    }
    return render(request, "account/account.html", what)


@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """Let a member choose another password; every other session ends, and this one goes on under a new key."""
    demand_fresh(request.user)
    form = AnotherPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            door.demand_password(request.user, form.cleaned_data["former"], address=address_of(request))
        except Refused as refusal:
            form.add_error("former", refusal.message)
            page = render(request, "account/password.html", {"form": form}, status=status_of(refusal))
            return slowed(page, refusal)
        given = {"password": form.cleaned_data["password"]}
        if attempt(request, form, operations.change_password, **given):
            door.let_in(request, request.user, "password_changed", device=device_of(request))
            say(request, _("The password is changed. You are signed in here alone."))
            return redirect("web:account")
    return render(request, "account/password.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one of the own sessions, or all but this one, having just shown who one is."""
    demand_fresh(request.user)
    number = request.POST.get("number", "")
    if number == sessions.kept_as(request.session.session_key):
        return redirect("web:account")  # this one ends by signing out
    if sessions.end(request.user, number=number, but=request.session):
        door.noted(request.user, "access.end_session", "done", "one" if number else "others")
        say(request, _("The session is ended.") if number else _("You are signed in here alone."))
    return redirect("web:account")


urlpatterns = [
    path("account/", account, name="account"),
    path("account/password", change_password, name="change-password"),
    path("account/sessions/end", end_sessions, name="end-sessions"),
]
