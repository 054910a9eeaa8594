"""The second factor, after the password; and what a browser needs to ask for a passkey."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters

from tabara.access.errors import Refused
from tabara.access.signin import door, factors
from tabara.interfaces.web.arrival import NEXT, let_in, slowed, status_of
from tabara.interfaces.web.middleware import open_door
from tabara.interfaces.web.proving import ByCode, safe_way


@open_door
@sensitive_post_parameters()
def second(request: HttpRequest) -> HttpResponse:
    """Ask for what the member has, once they have shown what they know."""
    member = door.halfway(request)
    if member is None:
        return redirect("web:sign-in")
    if not factors.held(member):
        return redirect("web:enrol")
    answer, form = request.POST.get("answer", ""), ByCode(None if request.POST.get("answer") else request.POST or None)
    if request.method == "POST" and (answer or form.is_valid()):
        try:
            kind = door.second_factor(member, code="" if answer else form.cleaned_data["code"], passkey=answer)
        except Refused as refusal:
            return _shown(request, member, form, refusal)
        return let_in(request, member, kind, safe_way(request, request.session.get(NEXT, "")))
    return _shown(request, member, form)


def _shown(request: HttpRequest, member: Any, form: ByCode, refusal: Refused | None = None) -> HttpResponse:
    what = {"form": form, "has_passkey": bool(factors.passkeys(member)), "said": refusal.message if refusal else ""}
    status = status_of(refusal) if refusal else 422 if form.errors else 200
    return slowed(render(request, "door/second.html", what, status=status), refusal)


@open_door
def passkey_options(request: HttpRequest) -> HttpResponse:
    """Answer what the browser's own dialogue needs; the question it carries is good for one answer."""
    why = request.POST.get("why", "")
    if why == "sign-in":
        return JsonResponse(factors.asked_of_a_passkey(None))
    member = request.user if request.user.is_authenticated else door.halfway(request)
    if member is None or why not in ("add", "show"):
        return redirect("web:sign-in")
    asked = factors.asked_of_a_new_passkey if why == "add" else factors.asked_of_a_passkey
    return JsonResponse(asked(member))


urlpatterns = [
    path("sign-in/second", second, name="second"),
    path("sign-in/passkey-options", passkey_options, name="passkey-options"),
]
