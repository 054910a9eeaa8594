"""Name a recipient without an account, tick what it needs, look at what leaves, and send it."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tabara.access.errors import NotFound
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.base import number_of
from tabara.interfaces.web.forms.packets import WAYS, Compose, Name
from tabara.interfaces.web.sharing import words
from tabara.interfaces.web.views.referrals.sending import referable
from tabara.protection.directory import queries as directory
from tabara.protection.handover.operations import packet as operations
from tabara.protection.handover.queries import packet as packets
from tabara.protection.handover.queries.packet.reading import terms
from tabara.protection.referral import queries as referrals


def choose(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Choose a recipient that the person agreed to, or name one."""
    case = referable(request, number)
    found = packets.recipients(by=request.user, case=case, at=timezone.now())
    rows = [(agency, words(groups)) for agency, groups in found]
    return render(request, "packets/recipients.html", {"case": case, "rows": rows})


def name(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Name an organisation without an account; then ask the person about it, unless she has agreed already."""
    case, provider = referable(request, number), _provider(request)
    known = packets.outsider_of(by=request.user, provider=provider) if provider else None
    if known is not None:
        return _lead_on(request, case, known)
    form = Name(request.POST or None)
    if provider is not None:
        del form.fields["name"]
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "kind") if name in form.fields}
        made = attempt(request, form, operations.name_recipient, provider=provider, **said)
        if made is not None:
            return _lead_on(request, case, made)
    shown = {"case": case, "form": form, "provider": provider}
    return render(request, "packets/name.html", shown, status=422 if form.errors else 200)


def compose(request: HttpRequest, number: uuid.UUID, outsider: uuid.UUID) -> HttpResponse:
    """Say what is in the packet; look at exactly what leaves; send it, and show the link and the words once."""
    case, at = referable(request, number), timezone.now()
    to, groups = _recipient(request, case, outsider, at)
    under_way = next((one for one in _live(request, case, at) if one.to_id == to.pk), None)
    form = Compose(request.POST or None, groups=groups, under_way=under_way is not None)
    choice = request.POST.get("choice", "look")
    shown = {"case": case, "form": form, "to": to, "under_way": under_way, "groups": words(groups)}
    if request.method == "POST" and choice != "change" and form.is_valid():
        answer = _send(request, form, shown) if choice == "send" else _look(request, form, shown)
        if answer is not None:
            return answer
    return render(request, "packets/compose.html", shown, status=422 if form.errors else 200)


def _look(request: HttpRequest, form: Compose, shown: dict[str, Any]) -> HttpResponse | None:
    given = _given(form, shown)
    asked = {name: given[name] for name in ("case", "to", "fields", "message", "reason") if name in given}
    content = attempt(request, form, _show, **asked)
    if content is None:
        return None
    about = shown["under_way"]
    service, priority = (about.service, about.priority) if about else (given["service"], given["priority"])
    lines = packets.lines({"service": service, "priority": priority, **content})
    more = {"lines": lines, "terms": terms(content), "way": WAYS[form.cleaned_data["way"]]}
    return render(request, "packets/preview.html", shown | more)


def _send(request: HttpRequest, form: Compose, shown: dict[str, Any]) -> HttpResponse | None:
    made = attempt(request, form, operations.send_packet, **_given(form, shown))
    if made is None:
        return None
    case, to = shown["case"], shown["to"]
    if not (made.words or made.opening):  # sent twice, or sealed to a key of theirs: there is nothing to show once
        say(request, _("The packet is made."))
        return redirect("web:case-packet", number=case.pk, packet=made.pk)
    at = request.build_absolute_uri(reverse("web:packet", kwargs={"key": made.opening})) if made.opening else ""
    return render(
        request,
        "packets/made.html",
        {"case": case, "to": to, "made": made, "at": at, "call": form.cleaned_data["call"]},
    )


def _show(*, event: uuid.UUID, **given: Any) -> Any:
    """Look, as an act of its own: the form's number is that of the sending."""
    return operations.show_packet(**given)


def _given(form: Compose, shown: dict[str, Any]) -> dict[str, Any]:
    said = form.cleaned_data
    asked = {name: said[name] for name in ("service", "priority", "message", "reason") if name in said}
    road = {
        "way": said["way"],
        "key": said["key"].strip(),
        "by_the_person": said["by_the_person"],
        "call": said["call"],
    }
    return {
        "case": shown["case"],
        "to": shown["to"],
        "fields": said["told"],
        "road": operations.Road(**road),
        **asked,
    }


def _lead_on(request: HttpRequest, case: Any, to: Any) -> HttpResponse:
    agreed = packets.recipients(by=request.user, case=case, at=timezone.now())
    if any(agency.pk == to.pk for agency, _groups in agreed):
        return redirect("web:compose-packet", number=case.pk, outsider=to.pk)
    say(request, _("Now ask the person what may be shared with this organisation, and record the answer. Then send."))
    return redirect(reverse("web:sharing", kwargs={"number": case.pk}) + "?" + urlencode({"recipient": to.pk}))


def _recipient(request: HttpRequest, case: Any, agency: uuid.UUID, at: dt.datetime) -> tuple[Any, list[str]]:
    found = packets.recipients(by=request.user, case=case, at=at)
    to, groups = next(((one, groups) for one, groups in found if one.pk == agency), (None, []))
    if to is None:
        raise NotFound
    return to, groups


def _live(request: HttpRequest, case: Any, at: dt.datetime) -> list[Any]:
    rows = referrals.of_case(by=request.user, case=case)
    return [one for one in rows if one.standing(at) in referrals.LIVE]


def _provider(request: HttpRequest) -> Any:
    number = number_of(request.GET.get("provider", ""))
    return directory.provider(by=request.user, number=number) if number else None


urlpatterns = [
    path("cases/<uuid:number>/packets/recipient", choose, name="packet-recipients"),
    path("cases/<uuid:number>/packets/name", name, name="name-recipient"),
    path("cases/<uuid:number>/packets/to/<uuid:outsider>", compose, name="compose-packet"),
]
