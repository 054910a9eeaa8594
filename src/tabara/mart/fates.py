"""What becomes of every field of every model: carried into a column of the mart, made into one, or left behind.

The mart is an allow-list: a field that nobody decided on is left behind, and fails a test until somebody does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a field fares."""

    CARRIED = "carried"  # as it is: a code, a number, a key made for counting
    DERIVED = "derived"  # coarsened or counted: a month of a day, a commune of a hill, a bit of a code
    LEFT = "left behind"


@dataclass(frozen=True)
class Fate:
    """One field's fate: the columns it goes into, and why where it does not go as it is."""

    way: Way
    columns: tuple[str, ...] = ()
    reason: str = ""
    asked: bool = False  # read to find a row or to leave it out, and carried nowhere


def carried(*columns: str) -> Fate:
    """Say that the field goes into these columns as it is."""
    return Fate(Way.CARRIED, columns)


def derived(*columns: str, by: str) -> Fate:
    """Say that these columns are made from the field, and how."""
    return Fate(Way.DERIVED, columns, by)


def left(reason: str) -> Fate:
    """Say that the field stays behind, and why."""
    return Fate(Way.LEFT, (), reason)


def asked(reason: str) -> Fate:
    """Say that the field is read to find rows or to leave them out, and why it stays behind all the same."""
    return Fate(Way.LEFT, (), reason, asked=True)


MONTH = "its month"
BITS = "a bit for each code"
NUMBER = left("it would lead back to the record")
LINK = asked("it joins the tables while they are read, and would lead back to the record")
TEXT = left("free text, or sealed text, can say who somebody is")
WHO = left("who did the work is no figure")
CLOCK = left("when it was typed is no figure")
NOT_YET = left("no figure asks for it yet")
VAULT = left("the mart cannot reach the vault")
KEYS = left("the mart cannot reach the keys")
ACCOUNT = left("accounts are not counted")
ACT = left("the memory of acts is for auditors; only its length steers an incremental build")
LIST = left("derived from the case, for lists")
JOB = left("the queue of jobs is no record of anybody")

PEOPLE: Mapping[str, Fate] = {
    "cases.Person.id": LINK,
    "cases.Person.statistical_key": carried("persons.person_key", "cases.person_key", "services.person_key"),
    "cases.Person.sex": carried("persons.sex"),
    "cases.Person.birth_year": carried("persons.birth_year"),
    "cases.Person.birth_precision": NOT_YET,
    "cases.Person.citizenship": carried("persons.citizenship"),
    "cases.Case.id": LINK,
    "cases.Case.code": left("people say it aloud and write it on paper, so it would lead back to the record"),
    "cases.Case.statistical_key": carried("cases.case_key", "services.case_key"),
    "cases.Case.person": derived("cases.person_key", by="the person's statistical key"),
    "cases.Case.agency": derived("cases.agency", by="its key"),
    "cases.Case.team": WHO,
    "cases.Case.owner": WHO,
    "cases.Case.status": carried("cases.status"),
    "cases.Case.category": carried("cases.category"),
    "cases.Case.referral_source": carried("cases.referral_source"),
    "cases.Case.household": carried("cases.household"),
    "cases.Case.marital_status": carried("cases.marital_status"),
    "cases.Case.education": carried("cases.education"),
    "cases.Case.urgent_needs": derived("cases.urgent_needs", by=BITS),
    "cases.Case.place": derived("cases.place", by="its commune, or what the pack allows at the finest"),
    "cases.Case.place_version": carried("cases.place_version"),
    "cases.Case.opened_on": derived("cases.opened_m", by=MONTH),
    "cases.Case.screened_on": derived("cases.screened_m", by=MONTH),
    "cases.Case.determined_on": derived("cases.determined_m", by=MONTH),
    "cases.Case.determination": carried("cases.determination"),
    "cases.Case.assisted_on": derived("cases.assisted_m", by=MONTH),
    "cases.Case.closed_on": derived("cases.closed_m", by=MONTH),
    "cases.Case.version": CLOCK,
    "cases.Case.updated_at": CLOCK,
    "cases.Category.id": NUMBER,
    "cases.Category.case": derived("categories.case_key", by="the case's statistical key"),
    "cases.Category.code": carried("categories.code"),
    "cases.Category.since": derived("categories.since_m", by=MONTH),
    "cases.Category.until": derived("categories.until_m", by=MONTH),
    "cases.Category.is_primary": carried("categories.is_primary"),
    **dict.fromkeys(
        (f"cases.CaseAccess.{name}" for name in ("id", "principal", "updated_at", "case", "why", "until", "groups")),
        LIST,
    ),
    **dict.fromkeys(
        (
            f"cases.Grant.{name}"
            for name in (
                *("id", "case", "why", "through", "member", "team", "agency"),
                *("groups", "since", "until", "ended_at"),
            )
        ),
        left("who may see a case is no figure"),
    ),
    **dict.fromkeys(
        (
            f"cases.Emergency.{name}"
            for name in (
                *("id", "case", "member", "reason", "stake", "opened_at", "until"),
                *("review_by", "reviewed_by", "reviewed_at", "justified"),
            )
        ),
        left("who opened a case in an emergency is for reviewers"),
    ),
    **dict.fromkeys(
        (
            f"referral.Referral.{name}"
            for name in (
                *("id", "case", "sent_by", "sent_from", "sent_at", "to", "service", "groups", "until"),
                *("state", "answered_by", "answered_at", "decline_reason", "ended_at"),
            )
        ),
        NOT_YET,
    ),
    **dict.fromkeys((f"cases.SavedView.{name}" for name in ("id", "member", "name", "filters")), ACCOUNT),
    **dict.fromkeys(
        (f"cases.Consent.{name}" for name in ("id", "case", "purpose", "given", "asked_on", "withdrawn_on")),
        asked("it decides whether the person is in the mart at all"),
    ),
    **dict.fromkeys(
        (
            f"cases.Document.{name}"
            for name in (
                *("id", "case", "number", "kind", "at_most", "about", "sealed", "added_by", "added_at"),
                "taken_back_on",
            )
        ),
        TEXT,
    ),
    **dict.fromkeys(
        (f"cases.Consent.{name}" for name in ("recipient", "groups", "until")),
        left("with whom somebody lets us share is no figure"),
    ),
    "cases.Consent.language": NOT_YET,
    "cases.Consent.by_guardian": NOT_YET,
}

TOLD: Mapping[str, Fate] = {
    "cases.Screening.id": derived("screenings.nth", by="its place among the person's own"),
    "cases.Screening.case": derived("screenings.case_key", "screenings.person_key", by="their statistical keys"),
    "cases.Screening.screened_on": derived("screenings.m", by=MONTH),
    "cases.Screening.screened_by": WHO,
    "cases.Screening.entered_on": derived("screenings.entered_m", by=MONTH),
    "cases.Screening.age_at_entry": derived("screenings.entry_age_group", by="the pack's bands of age"),
    "cases.Screening.trafficking_type": carried("screenings.trafficking_type"),
    "cases.Screening.destination_country": carried("screenings.destination_country"),
    "cases.Screening.exploitation": derived("screenings.exploitation", by=BITS),
    "cases.Screening.sector": carried("screenings.sector"),
    "cases.Screening.recruitment_method": derived("screenings.recruitment_method", by=BITS),
    "cases.Screening.recruiter_relation": carried("screenings.recruiter_relation"),
    "cases.Screening.control_method": derived("screenings.control_method", by=BITS),
    "cases.Screening.gbv": carried("screenings.gbv"),
    "cases.Screening.indicators": NOT_YET,
    "cases.Screening.notes": TEXT,
    "cases.Determination.id": derived("decisions.nth", by="its place among the person's own"),
    "cases.Determination.case": derived("decisions.case_key", "decisions.person_key", by="their statistical keys"),
    "cases.Determination.status": carried("decisions.status"),
    "cases.Determination.decided_on": derived("decisions.m", by=MONTH),
    "cases.Determination.decided_by": WHO,
    "cases.Determination.agency": derived("decisions.agency", by="its key"),
    "cases.Determination.deciding_kind": carried("decisions.deciding_kind"),
    "cases.Determination.acts": derived("decisions.acts", by=BITS),
    "cases.Determination.means": derived("decisions.means", by=BITS),
    "cases.Determination.purposes": derived("decisions.purposes", by=BITS),
    "cases.Determination.indicators": NOT_YET,
    "cases.Determination.age_at_entry": derived("decisions.entry_age_group", by="the pack's bands of age"),
    "cases.Determination.child_rule": carried("decisions.child_rule"),
    "cases.Determination.elements_met": carried("decisions.elements_met"),
    "cases.Determination.grounds": TEXT,
    "cases.Determination.follows": left("the order of the decisions says the same"),
    "assistance.Service.id": NUMBER,
    "assistance.Service.case": derived("services.case_key", "services.person_key", by="their statistical keys"),
    "assistance.Service.code": carried("services.code"),
    "assistance.Service.delivered_on": derived("services.m", by=MONTH),
    "assistance.Service.provider": derived("services.provider", by="its key"),
    "assistance.Service.quantity": carried("services.quantity"),
    "assistance.Service.unit": carried("services.unit"),
    "assistance.Service.amount": carried("services.amount"),
    "assistance.Service.currency": carried("services.currency"),
    "assistance.Service.notes": TEXT,
    "assistance.Service.recorded_by": WHO,
    "assistance.Service.recorded_at": CLOCK,
    "assistance.Service.retracted_on": asked("a service taken back is not in the mart"),
}

ACTIVITIES: Mapping[str, Fate] = {
    "prevention.Awareness.id": derived("awareness.nth", by="its place in time"),
    "prevention.Awareness.agency": derived("awareness.agency", by="its key"),
    "prevention.Awareness.held_on": derived("awareness.m", by=MONTH),
    "prevention.Awareness.leader": carried("awareness.leader"),
    "prevention.Awareness.place": derived("awareness.place", by="its commune, or what the pack allows at the finest"),
    "prevention.Awareness.place_version": carried("awareness.place_version"),
    "prevention.Awareness.reached": carried("awareness.reached"),
    "prevention.Training.id": derived("trainings.nth", by="its place in time"),
    "prevention.Training.agency": derived("trainings.agency", by="its key"),
    "prevention.Training.held_on": derived("trainings.m", by=MONTH),
    "prevention.Training.place": derived("trainings.place", by="its commune, or what the pack allows at the finest"),
    "prevention.Training.place_version": carried("trainings.place_version"),
    "prevention.Attendance.id": NUMBER,
    "prevention.Attendance.training": derived("attendance.nth", by="the training's place in time"),
    "prevention.Attendance.profile": carried("attendance.profile"),
    "prevention.Attendance.attended": carried("attendance.attended"),
    "prevention.Attendance.register": carried("attendance.register"),
    "partnership.Membership.id": LINK,
    "partnership.Membership.group": carried("membership.working_group"),
    "partnership.Membership.organisation": derived("membership.organisation", by="a number for each name"),
    "partnership.Membership.kind": carried("membership.kind"),
    "partnership.Membership.since": carried("membership.since"),
    "partnership.Membership.until": carried("membership.until"),
}

BEHIND: Mapping[str, tuple[Fate, str]] = {
    "access.Team": (ACCOUNT, "id agency name"),
    "access.Member": (ACCOUNT, "id password last_login username name agency team roles language is_active review_by"),
    "access.Approval": (
        ACCOUNT,
        (
            "id operation digest arguments agency_id asked_by asked_at expires_at decided_by decided_at agrees "
            "used_at used_by"
        ),
    ),
    "access.Session": (ACCOUNT, "session_key session_data expire_date member since seen_at device"),
    "access.StartCode": (ACCOUNT, "id member digest until"),
    "access.Knock": (ACCOUNT, "key failures last_at known_until"),
    "access.AuditEvent": (
        ACT,
        "id event at member agency operation outcome subject thing_kind thing reason query answers",
    ),
    "access.AuditLink": (ACT, "seq entry previous digest"),
    "access.AuditCheckpoint": (ACT, "number at seq head root peaks previous key signature"),
    "intake.Recipient": (ACCOUNT, "id agency office key added_by added_at confirmed_at closed_at"),
    "intake.LegalHold": (
        left("what is kept for a court is no figure"),
        "id case reason since until placed_by lifted_at",
    ),
    "intake.Review": (left("that somebody looked at a case is no figure"), "id case reviewed_on reviewed_by answer"),
    "intake.Erased": (left("the keys that are gone are no figure"), "id case what erased_on why"),
    "vault.Identity": (VAULT, "person agency sealed version updated_at"),
    "vault.NameToken": (VAULT, "id token agency person"),
    "vault.Photograph": (VAULT, "id person sealed taken_at"),
    "vault.Draft": (VAULT, "id member agency sealed version saved_at"),
    "sealing.DomainKey": (KEYS, "id agency purpose version wrapped root old_wrapped old_root"),
    "sealing.DataKey": (KEYS, "id subject purpose domain wrapped"),
    "sealing.Erasure": (KEYS, "id lines chain"),
    "jobs.Job": (JOB, "key task holder lease_until attempts percent text problem reason"),
}

FATES: Mapping[str, Fate] = {
    "access.Agency.id": LINK,
    "access.Agency.key": carried("cases.agency", "services.provider", "decisions.agency", "awareness.agency"),
    "access.Agency.name": left("its key says which it is; a name belongs on a page, not in a count"),
    "access.Agency.kind": NOT_YET,
    "access.Agency.deciding_kind": left("each determination keeps its own"),
    "access.Agency.in_network": NOT_YET,
    **PEOPLE,
    **TOLD,
    **ACTIVITIES,
    **{f"{model}.{name}": fate for model, (fate, names) in BEHIND.items() for name in names.split()},
}
