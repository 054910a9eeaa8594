"""What a case knows of court files: in a line, for whoever may change the case."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.operation import permitted
from tabara.interfaces.web.casefile.part import Part
from tabara.interfaces.web.forms.court import STAGES
from tabara.prosecution import queries
from tabara.prosecution.enums import Stage


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return the part of the court: the stage of each file that the case is tied to."""
    if not permitted(by, Permission.CASE_EDIT, case, shared=False):
        return None
    tied = queries.of_case(by=by, case=case, on=on, answers=story.consents)
    stands = " · ".join(str(STAGES[Stage(one.stage)]) for one in tied)
    return Part(_("Before the court"), reverse("web:case-court", kwargs={"number": case.pk}), stands or _("Nothing"))
