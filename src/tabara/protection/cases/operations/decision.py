"""Screen, and decide: both add a record, neither alters one."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import current_batch, write
from tabara.protection.cases.enums import PRESUMED, BirthPrecision, RecourseState, Status
from tabara.protection.cases.models import Case, Determination, Screening
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.identification.interview import finish
from tabara.protection.cases.operations.identification.reflection import begin_at_presumption
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.queries import age_at_entry, conclusion
from tabara.sealing.keys import Purpose, seal

LISTS = {
    "exploitation": "exploitation",
    "recruitment_method": "recruitment_method",
    "control_method": "control_method",
    "indicators": "indicator",
}
SINGLE = {
    "trafficking_type": "trafficking_type",
    "destination_country": "country",
    "sector": "sector",
    "recruiter_relation": "recruiter_relation",
    "gbv": "gbv",
}
ELEMENT_LISTS = {"acts": "act", "means": "means", "purposes": "purpose"}
Elements = Mapping[str, Sequence[str]]  # an element's code -> the kinds of evidence for it
KNOWN_BIRTH = (BirthPrecision.DAY, BirthPrecision.YEAR)


@dataclass(frozen=True)
class Findings:
    """What the interview found; empty where nothing was said."""

    trafficking_type: str = ""
    destination_country: str = ""
    exploitation: Sequence[str] = ()
    sector: str = ""
    recruitment_method: Sequence[str] = ()
    recruiter_relation: str = ""
    control_method: Sequence[str] = ()
    gbv: str = "unknown"
    indicators: Sequence[str] = ()
    entered_on: dt.date | None = None
    age_at_entry: int | None = None


@dataclass(frozen=True)
class Ruling:
    """What was decided of a person, on which day, on which elements of the definition, in which words."""

    status: str
    on: dt.date
    acts: Elements
    means: Elements
    purposes: Elements
    age_at_entry: int | None
    indicators: Sequence[str] = ()
    grounds: str = ""


@operation("cases.screen", needs=Permission.CASE_SCREEN, on="case")
def screen(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    on: dt.date,
    findings: Findings,
    notes: str = "",
    interview: uuid.UUID | None = None,
) -> Screening:
    """Record what was found, and the notes, sealed; an interview of which it was made ends by it."""
    _refuse_days(case, on, at)
    _refuse_codes(findings, on)
    _refuse_destination(findings)
    if findings.entered_on:
        checks.not_after(findings.entered_on, on, "entered_on", _("the day of the screening"))
        checks.born_before(case.person.birth_year, findings.entered_on, "entered_on")
    _refuse_age(case, findings.age_at_entry, on)
    row = Screening(
        id=event,
        case=case,
        screened_on=on,
        screened_by=by,
        entered_on=findings.entered_on,
        age_at_entry=age_at_entry(person=case.person, entered_on=findings.entered_on, told=findings.age_at_entry),
        **{name: list(getattr(findings, name)) for name in LISTS},
        **{name: getattr(findings, name) for name in SINGLE},
    )
    if notes:
        row.notes = seal(case.pk, Purpose.NARRATIVE, f"screening.{row.pk}.notes", notes)
    write(row)
    if interview is not None:
        finish(case, interview, row, at)
    case.screened_on = max(on, case.screened_on or on)
    touch(case, at, "screened_on")
    return row


@operation("cases.determine", needs=Permission.CASE_DETERMINE, on="case")
def determine(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    status: str,
    on: dt.date,
    acts: Elements,
    means: Elements,
    purposes: Elements,
    age_at_entry: int | None,
    indicators: Sequence[str] = (),
    grounds: str = "",
    follows: Determination | None = None,
) -> Determination:
    """Decide whether the person is a victim of trafficking. Each element maps to the kinds of evidence for it.

    The rule advises and the member decides; only an actual victim without the elements of the definition is refused.
    """
    _refuse_contested(case)
    ruling = Ruling(status, on, acts, means, purposes, age_at_entry, indicators, grounds)
    return decide(by=by, event=event, at=at, case=case, ruling=ruling, follows=follows or _latest(case))


def decide(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, ruling: Ruling, follows: Determination | None
) -> Determination:
    """Store a decision within an act that may decide; the first that presumes a victim gives time to recover."""
    _refuse_days(case, ruling.on, at)
    elements = {"acts": ruling.acts, "means": ruling.means, "purposes": ruling.purposes}
    _refuse_unknown(ruling.on, ruling.status, elements, ruling.indicators)
    _refuse_age(case, ruling.age_at_entry, ruling.on)
    said = conclusion(**elements, age_at_entry=ruling.age_at_entry)
    if ruling.status == Status.ACTUAL and not said.elements_met:
        raise Refused(said.sentence + " " + _("Add what is missing, or decide “possible” until it is found."), "status")
    row = Determination(
        id=event,
        case=case,
        status=ruling.status,
        decided_on=ruling.on,
        decided_by=by,
        agency=by.agency,
        deciding_kind=by.agency.deciding_kind,
        **{name: _listed(found) for name, found in elements.items()},
        indicators=list(ruling.indicators),
        age_at_entry=ruling.age_at_entry,
        child_rule=said.child_rule,
        elements_met=said.elements_met,
        follows=follows,
    )
    if ruling.grounds:
        row.grounds = seal(case.pk, Purpose.NARRATIVE, f"determination.{row.pk}.grounds", ruling.grounds)
    write(row)
    _follow(by, case, row, at)
    return row


def _follow(by: Member, case: Case, row: Determination, at: dt.datetime) -> None:
    """Let the case know of a decision; an older one that arrives late decides nothing."""
    if case.determined_on is None or row.decided_on >= case.determined_on:
        case.determination, case.determined_on = row.status, row.decided_on
    touch(case, at, "determination", "determined_on")
    if row.status in PRESUMED:
        begin_at_presumption(by=by, at=at, case=case, on=row.decided_on)


def _listed(elements: Elements) -> dict[str, list[str]]:
    return {code: list(kinds) for code, kinds in elements.items()}


def _refuse_unknown(on: dt.date, status: str, groups: Mapping[str, Elements], indicators: Sequence[str]) -> None:
    if status not in tuple(Status):
        raise Refused(_("Choose one of the four statuses."), "status")
    for name, elements in groups.items():
        checks.all_known(ELEMENT_LISTS[name], elements, name, on=on)
        for kinds in elements.values():
            checks.all_known("evidence_kind", kinds, name, on=on)
    checks.all_known("indicator", indicators, "indicators", on=on)


def _refuse_contested(case: Case) -> None:
    """Refuse to decide beside a review or an appeal: whoever looks at the decision again changes it there."""
    if current_batch() is None and case.recourses.filter(state=RecourseState.OPEN).exists():
        raise Refused(_("The last decision is being looked at again. Finish that review or appeal first."), "status")


def _latest(case: Case) -> Determination | None:
    return None if current_batch() is not None else case.determinations.first()


def _refuse_days(case: Case, on: dt.date, at: dt.datetime) -> None:
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, case.opened_on, "on", _("the day the case was opened"))


def _refuse_codes(findings: Findings, on: dt.date) -> None:
    for name, codelist in LISTS.items():
        checks.all_known(codelist, getattr(findings, name), name, on=on)
    for name, codelist in SINGLE.items():
        if value := getattr(findings, name):
            checks.known(codelist, value, name, on=on)


def _refuse_destination(findings: Findings) -> None:
    home = codelists.pack().country
    if findings.trafficking_type == "internal" and findings.destination_country not in ("", home):
        raise Refused(
            _("Trafficking within the country cannot end in another one. Correct the kind or the destination."),
            "destination_country",
        )


def _refuse_age(case: Case, age_at_entry: int | None, on: dt.date) -> None:
    """Refuse an age at entry that the person has not reached yet; an estimated birth proves nothing."""
    if age_at_entry is None:
        return
    if not 0 <= age_at_entry <= checks.OLDEST:
        raise Refused(_("An age lies between 0 and 120 years. Correct it."), "age_at_entry")
    now = case.person.age_on(on)
    if now is not None and age_at_entry > now and case.person.birth_precision in KNOWN_BIRTH:
        raise Refused(
            _("The person was %(entry)s at entry but is only %(now)s now. Correct the age at entry or the birth.")
            % {"entry": age_at_entry, "now": now},
            "age_at_entry",
        )
