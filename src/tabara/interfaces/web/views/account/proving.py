"""Show once more that it is you."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters

from tabara.access.errors import Refused
from tabara.access.signin import door
from tabara.interfaces.web.arrival import address_of, slowed, status_of
from tabara.interfaces.web.proving import OURS, ByCode, ByPassword, carried_by, form_for, safe_way, shown


@sensitive_post_parameters()
def prove(request: HttpRequest) -> HttpResponse:
    """Ask for a passkey or a code, then go on where one was, with what was about to be sent."""
    if request.method != "POST":
        return shown(request, form_for(request), back=safe_way(request, request.GET.get("next", "")))
    back, waits = safe_way(request, request.POST.get(f"{OURS}next", "")), request.POST.get(f"{OURS}again")
    answer, carried = request.POST.get(f"{OURS}answer", ""), carried_by(request) if waits else None
    form = form_for(request, sent=not answer)
    if not answer and (form is None or not form.is_valid()):
        return shown(request, form, back=back, carried=carried, status=422)
    try:
        _check(request, form, answer)
    except Refused as refusal:
        form = form or ByCode(prefix="prove")
        again = shown(request, form, back=back, carried=carried, said=refusal.message, status=status_of(refusal))
        return slowed(again, refusal)
    request.session.cycle_key()
    door.just_proved(request)
    door.noted(request.user, "access.prove", "done", "passkey" if answer else "code")
    if waits:
        return HttpResponse(status=307, headers={"Location": back})  # the browser sends the same once more, there
    return HttpResponseRedirect(back)


def _check(request: HttpRequest, form: ByCode | ByPassword | None, answer: str) -> None:
    if isinstance(form, ByPassword) and not answer:
        password = form.cleaned_data["password"]
        door.by_password(username=request.user.username, password=password, address=address_of(request))
    else:
        code = "" if answer or form is None else form.cleaned_data["code"]
        door.second_factor(request.user, code=code, passkey=answer)


urlpatterns = [path("prove", prove, name="prove")]
