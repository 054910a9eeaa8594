"""The one list of what stands behind the wall: each table that holds a person or a case, and who may see its rows.

A table that has a wall but is not named here shows nothing; one that holds a person or a case and is not named here
fails tests/house/test_walls.py. Conditions are SQL over the words of `wire.SETTINGS`; ADR 0054 says why in this form.
"""

from collections.abc import Mapping
from dataclasses import dataclass

EVERYTHING = "(SELECT tabara_everything())"
MEMBER = "(SELECT tabara_member())"


@dataclass(frozen=True)
class Wall:
    """Which rows of a table may be read, changed and removed, and which may be added."""

    seen: str
    added: str = ""

    @property
    def condition(self) -> str:
        """Return the condition of a row that is there."""
        return f"{EVERYTHING} OR {self.seen}"

    @property
    def adding(self) -> str:
        """Return the condition of a new row: where nothing else is said, one that its writer then sees."""
        return f"{EVERYTHING} OR {self.added or self.seen}"


def numbers(name: str) -> str:
    """Return one of the lists of numbers as the transaction was told it; asked once for each statement."""
    return f"((SELECT tabara_numbers('{name}'))::uuid[])"


def listed(column: str) -> str:
    """Return the condition that a case is listed for whoever asks, and that this has not ended."""
    return (
        f"EXISTS (SELECT 1 FROM cases_caseaccess a WHERE a.case_id = {column} "  # noqa: S608 - our own words
        f"AND a.principal = ANY {numbers('principals')} AND (a.until IS NULL OR a.until > now()))"
    )


def with_case(column: str) -> str:
    """Return the condition that a case of a person is shown to whoever asks."""
    return f"EXISTS (SELECT 1 FROM cases_case c WHERE c.person_id = {column})"  # noqa: S608 - our own words


def of_case(table: str, column: str = "case_id") -> Wall:
    """Wall off what hangs on a case."""
    return Wall(listed(f"{table}.{column}"))


def own_provider(column: str) -> str:
    """Return the condition that a provider is of the asker's agency."""
    return (
        f"EXISTS (SELECT 1 FROM directory_provider p WHERE p.id = {column} "  # noqa: S608 - our own words
        f"AND p.agency_id = ANY {numbers('agencies')})"
    )


def at_shelter(column: str) -> str:
    """Return the condition that a place that is taken is at a shelter of the asker's agency."""
    return (
        "EXISTS (SELECT 1 FROM directory_taken t JOIN directory_room r ON r.id = t.room_id "  # noqa: S608 - our own words
        f"WHERE t.id = {column} AND {own_provider('r.provider_id')})"
    )


OF_AGENCY = Wall(f"agency = ANY {numbers('agencies')} OR person = ANY {numbers('persons')}")
MINE = f"principal = ANY {numbers('principals')} AND (until IS NULL OR until > now())"
# Whose it is, through whose hands it went, who wrote it down, and who sees a case that it led to.
ALERT = (
    "EXISTS (SELECT 1 FROM community_alertstep s WHERE s.alert_id = community_alert.id "  # noqa: S608 - our own words
    f"AND s.agency_id = ANY {numbers('agencies')}) "
    "OR EXISTS (SELECT 1 FROM community_alertcase c WHERE c.alert_id = community_alert.id) "
    f"OR agency_id = ANY {numbers('agencies')} OR recorded_by_id = {MEMBER}"
)

WALLS: Mapping[str, Mapping[str, Wall]] = {
    "default": {
        "cases_case": Wall(listed("cases_case.id"), f"agency_id = ANY {numbers('agencies')}"),
        "cases_person": Wall(
            "EXISTS (SELECT 1 FROM cases_case c WHERE c.person_id = cases_person.id)", f"{MEMBER} IS NOT NULL"
        ),
        "cases_caseaccess": Wall(f"({MINE}) OR tabara_sees(case_id)", "tabara_sees(case_id)"),
        "cases_emergency": Wall(f"{listed('cases_emergency.case_id')} OR member_id = {MEMBER}"),
        "referral_referral": Wall(f"{listed('referral_referral.case_id')} OR to_id = ANY {numbers('agencies')}"),
        "community_alert": Wall(ALERT, f"agency_id = ANY {numbers('agencies')}"),
        "cases_notice": Wall(f"{listed('cases_notice.case_id')} OR agency_id = ANY {numbers('agencies')}"),
        "referral_transfer": Wall(
            f"{listed('referral_transfer.case_id')} OR to_id = ANY {numbers('agencies')} "
            f"OR holder_id = ANY {numbers('agencies')}"
        ),
        "handover_arrival": Wall(f"{listed('handover_arrival.case_id')} OR agency_id = ANY {numbers('agencies')}"),
        "directory_stay": Wall(f"{listed('directory_stay.case_id')} OR {at_shelter('directory_stay.taken_id')}"),
        "directory_ask": Wall(f"{listed('directory_ask.case_id')} OR {own_provider('directory_ask.provider_id')}"),
        **{
            table: Wall(
                f"{listed(table + '.case_id')} OR agency_id = ANY {numbers('agencies')}"
            )  # the agency's own book
            for table in ("assistance_entry", "assistance_payment", "assistance_businessgrant")
        },
        "family_casetie": Wall(f"{listed('family_casetie.case_id')} AND {listed('family_casetie.other_id')}"),
        "family_suspect": Wall(f"agency_id = ANY {numbers('agencies')}"),
        "intake_pair": Wall(f"{with_case('intake_pair.first_id')} AND {with_case('intake_pair.second_id')}"),
        "intake_merge": Wall(with_case("intake_merge.survivor_id")),
        "intake_inquiry": Wall(f"{listed('intake_inquiry.case_id')} OR to_id = ANY {numbers('agencies')}"),
        **{
            table: Wall(f"member_id = {MEMBER}")
            for table in ("cases_savedview", "cases_changeread", "cases_changechoice")
        },
        "cases_change": Wall(f"{listed('cases_change.case_id')} AND agency_id = ANY {numbers('agencies')}"),
        **{
            table: of_case(table)
            for table in (
                "cases_category",
                "cases_grant",
                "cases_consent",
                "cases_screening",
                "cases_determination",
                "cases_interview",
                "cases_recourse",
                "cases_reflection",
                "cases_document",
                "cases_flag",
                "directory_exclusion",
                "cases_task",
                "family_householdmember",
                "family_guardian",
                "family_tracing",
                "family_tracingstep",
                "family_involvement",
                "cases_asking",
                "cases_contactrule",
                "assistance_service",
                "assistance_appointment",
                "assistance_paidto",
                "assistance_enrolment",
                "assistance_schoolterm",
                "assistance_instalment",
                "assistance_businessvisit",
                "community_alertcase",
                "planning_assessment",
                "planning_score",
                "planning_bestinterests",
                "planning_panelist",
                "planning_plan",
                "planning_goal",
                "planning_action",
                "planning_conference",
                "planning_attendance",
                "planning_decision",
                "handover_packet",
                "reintegration_return",
                "reintegration_checkitem",
                "reintegration_reintegration",
                "reintegration_goal",
                "reintegration_visit",
                "reintegration_ending",
                "reintegration_episode",
                "handover_envelope",
                "intake_legalhold",
                "intake_review",
                "intake_erased",
                "prosecution_filetie",
            )
        },
    },
    "vault": {
        "vault_identity": OF_AGENCY,
        "vault_nametoken": OF_AGENCY,
        **{
            table: Wall(f"EXISTS (SELECT 1 FROM vault_identity i WHERE i.person = {table}.person)")  # noqa: S608 - our words
            for table in ("vault_photograph", "vault_former")
        },
        "vault_listed": Wall("EXISTS (SELECT 1 FROM vault_identity i WHERE i.person = vault_listed.person)"),
        "vault_linkedpair": Wall(
            "EXISTS (SELECT 1 FROM vault_listed l "
            "WHERE l.run = vault_linkedpair.run AND l.number = vault_linkedpair.first)"
        ),
        "vault_draft": Wall(f"member = {MEMBER}"),
    },
}

# What is written once: the server's role may add to it and read it, and nothing else.
APPENDED = frozenset({"access_auditevent", "access_auditlink", "access_auditcheckpoint"})
READ_ONLY = frozenset({"django_migrations"})
