"""What is done with a case besides helping: categories, consents, hand-over, closing, opening again."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.caseacts import answer, editable
from tabara.interfaces.web.forms.care import AddCategory, Consent, HandOver
from tabara.protection.cases import operations


def add_category(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Add a reason for which the person is protected."""
    case, form = editable(request, number), AddCategory(request.POST or None)
    words = (_("Add a category"), _("Add the category"), _("The category is added."))

    def act(said: dict[str, Any]) -> Any:
        given = {"code": said["category"], "since": said["since"], "primary": said["primary"]}
        return attempt(request, form, operations.add_category, case=case, **given)

    return answer(request, case, form, words, act)


def consent(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record what the person agrees to now, or takes back."""
    case, form = editable(request, number), Consent(request.POST or None)
    words = (_("Record or withdraw a consent"), _("Store the answer"), _("The answer is stored."))

    def act(said: dict[str, Any]) -> Any:
        if said["answer"] == "withdrawn":
            return attempt(request, form, operations.withdraw_consent, case=case, purpose=said["purpose"])
        given = {name: said[name] for name in ("purpose", "asked_on", "language", "by_guardian")}
        return attempt(request, form, operations.record_consent, case=case, given=said["answer"] == "given", **given)

    return answer(request, case, form, words, act)


def hand_over(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Give the case to a colleague."""
    case = editable(request, number)
    colleagues = {str(one.pk): one for one in access.successors(by=request.user, agency=case.agency, but=case.owner_id)}
    form = HandOver(request.POST or None, colleagues=colleagues.values())
    words = (_("Hand over"), _("Hand the case over"), _("The case is handed over."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.hand_over, case=case, to=colleagues[said["to"]]),
        to=reverse("web:cases"),
    )


urlpatterns = [
    path("cases/<uuid:number>/category", add_category, name="add-category"),
    path("cases/<uuid:number>/consent", consent, name="consent"),
    path("cases/<uuid:number>/hand-over", hand_over, name="hand-over"),
]
