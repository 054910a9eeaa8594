"""What is looked at and what is refused is remembered. Where it cannot be, nothing is shown."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from tabara.access import audit
from tabara.access.errors import NotAllowed, NotFound

OF_CASES = ("cases/", "intake/again/")  # pages whose number is a case's
SHOWN = 200
SHOWN_AGAIN = 422  # a form with its mistakes


class Witness:
    """Note every page that a signed-in member asks for by a number: as shown, or as denied.

    An operation or a page that noted by itself what it showed of that case is not noted twice. The note is stored
    before the answer leaves; where that fails, the answer is an error.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note what was shown."""
        with audit.listening() as heard:
            request.heard = heard  # type: ignore[attr-defined]  # for `process_exception`, which is handed nothing else
            response = self.answer(request)
            number = number_of(request)
            if number and request.user.is_authenticated and shows(response, number, heard):
                note(request, "shown")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Note a refusal that no operation noted: of a page that looked before it asked, or of a query."""
        refused = isinstance(error, NotAllowed | NotFound)
        heard = request.heard  # type: ignore[attr-defined]  # set above
        if refused and request.user.is_authenticated and not any(one.outcome == "denied" for one in heard):
            note(request, "denied")


def shows(response: HttpResponse, number: uuid.UUID, heard: Sequence[Any]) -> bool:
    """Return whether a page showed something that nobody has noted yet."""
    if response.status_code == SHOWN:
        return all(one.subject != number for one in heard)
    return response.status_code == SHOWN_AGAIN


def note(request: HttpRequest, outcome: str) -> None:
    """Note the page by its name, and the numbers that were asked for; nothing that anybody wrote."""
    match, number = request.resolver_match, number_of(request)
    others = [str(one) for name, one in match.kwargs.items() if isinstance(one, uuid.UUID) and name != "number"]
    of_case = match.route.startswith(OF_CASES)
    audit.note(
        by=request.user,
        operation=f"page.{match.url_name}",
        outcome=outcome,
        subject=number if of_case else None,
        thing=next(iter(others), "") or ("" if of_case else str(number or "")),
    )


def number_of(request: HttpRequest) -> uuid.UUID | None:
    """Return the number in the address of a page."""
    found = request.resolver_match.kwargs.get("number") if request.resolver_match else None
    return found if isinstance(found, uuid.UUID) else None
