"""What the pages of this part share: a case that the reader may change, and a page of one act that leads back here."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tabara.access.enums import Permission
from tabara.interfaces.web import caseacts
from tabara.interfaces.web.forms import Form


def held(request: HttpRequest, number: uuid.UUID, needs: Permission = Permission.CASE_EDIT) -> Any:
    """Return a case of the reader's own side with which the reader may do this."""
    return caseacts.case_for(request, number, needs, shared=False)


def answer(
    request: HttpRequest,
    case: Any,
    form: Form,
    words: tuple[str, str, str],
    act: Callable[[dict[str, Any]], Any],
    to: str = "return",
    **more: Any,
) -> HttpResponse:
    """Show a form of one act, or do the act. `words` are its title, its button, and what is said when it is done."""
    there = reverse(f"web:{to}", kwargs={"number": case.pk})
    return caseacts.answer(request, case, form, words, act, there, page="homeward/form.html", back=to, **more)
