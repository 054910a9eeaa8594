"""Names leave the house: for what the people agreed to, sealed to an office, by two persons, marked in each row."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import audit, queries, second
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.methods.sheets import Cell, csv_file, workbook
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.intake.models import Recipient
from tabara.sealing.recipients import seal_to
from tabara.vault import queries as identities
from tabara.vault.models import Names

SHAPES = ("csv", "xlsx")


@dataclass(frozen=True)
class SealedFile:
    """A file that only its recipient opens; nothing in its name is about anybody."""

    name: str
    sealed: bytes


def most_rows() -> int:
    """Return how many people one file may hold."""
    return int(codelists.pack().parameters["export_rows_at_most"])


def consent_for(purpose: str) -> str:
    """Return the consent that a purpose of an export needs."""
    return codelists.pack().codelist("export_purpose").require(purpose).more["consent"]


def _refuse(
    *, by: Member, recipient: Recipient, purpose: str, shape: str, cases: Sequence[Case], **_given: Any
) -> None:
    checks.known("export_purpose", purpose, "purpose")
    if shape not in SHAPES:
        raise Refused(_("Choose CSV or XLSX."), "shape")
    if recipient.agency_id != by.agency_id or not recipient.in_use:
        raise Refused(_("Nothing can be sealed to this office. Choose one that two persons agreed on."), "recipient")
    if not cases:
        raise Refused(_("Nobody whom you may see agreed to this purpose in that time. Choose other days."), "purpose")
    if len(cases) > most_rows():
        raise Refused(
            _("One file holds at most %(most)s people; these are %(many)s. Choose fewer days.")
            % {"most": most_rows(), "many": len(cases)},
            "until",
        )
    _refuse_cases(by, purpose, cases)


def _refuse_cases(by: Member, purpose: str, chosen: Sequence[Case]) -> None:
    """Refuse a case that the member may not export, or whose person did not agree or took it back."""
    for case in chosen:
        if not permitted(by, Permission.IDENTITY_EXPORT, case):
            raise NotFound
        if consent_for(purpose) not in cases.agreed(answers=cases.consents(case=case)):
            raise Refused(
                _("The person of the case %(code)s does not agree to this. Ask anew, without that case.")
                % {"code": case.code},
                "purpose",
            )


def _in_words(told: second.Told) -> str:
    office = Recipient.objects.filter(pk=told["recipient"]["number"]).values_list("office", flat=True).first()
    if office is None:
        raise NotFound
    purpose = codelists.pack().codelist("export_purpose").require(told["purpose"]).text(get_language() or "en")
    return _(
        "Write names, telephones and addresses of %(many)s people into one %(shape)s file, sealed to %(office)s, for: "
        "%(purpose)s. The cases: %(codes)s."
    ) % {
        "many": len(told["cases"]),
        "shape": told["shape"].upper(),
        "office": office,
        "purpose": purpose,
        "codes": ", ".join(case["code"] for case in told["cases"]),
    }


@operation(
    "intake.export_identities",
    needs=Permission.IDENTITY_EXPORT,
    two_persons=second.TwoPersons(words=_in_words, refuses=_refuse),
)
def export_identities(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    recipient: Recipient,
    purpose: str,
    shape: str,
    cases: Sequence[Case],
) -> SealedFile:
    """Write who the people of these cases are into a file that only the recipient can open."""
    _refuse(by=by, recipient=recipient, purpose=purpose, shape=shape, cases=cases)
    approval = queries.approval_used_for(event=event)
    mark = f"{by.username} {timezone.localtime(at):%Y-%m-%d %H:%M} {approval.code}"
    known = identities.names_of(by=by, persons=[case.person_id for case in cases])
    rows = [_titles(), *(_row(case, known[case.person_id], mark) for case in cases if case.person_id in known)]
    for case in cases:
        shown = {"outcome": "shown", "subject": case.pk, "reason": purpose, "thing": str(approval.pk)}
        audit.note(by=by, operation="intake.export_identity", **shown)
    content = csv_file(rows) if shape == "csv" else workbook("Tabara", rows, at=at, header=mark)
    return SealedFile(f"tabara-{approval.code}.{shape}.age", seal_to([recipient.key], content))


def _titles() -> list[Cell]:
    return [
        _("Case"),
        _("Given names"),
        _("Surname"),
        _("Other names and nicknames"),
        _("Date of birth"),
        _("Sex"),
        _("Telephone"),
        _("How the person can be reached without danger"),
        _("Address"),
        _("Exported by, when, approval"),
    ]


def _row(case: Case, names: Names, mark: str) -> list[Cell]:
    sex = codelists.pack().codelist("sex").require(case.person.sex).text(get_language() or "en")
    several = (" · ".join(names.aliases), names.birth_date, sex, " · ".join(names.phones))
    return [case.code, names.given, names.surname, *several, names.safe_contact, names.address, mark]
