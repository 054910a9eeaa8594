"""The roles of the referral mechanism, each a plain class: what it may do and how far that reaches."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tabara.access.enums import Permission, Scope


class Role:
    """A set of permissions, each with its scope."""

    key: ClassVar[str]
    title: ClassVar[str | Promise]
    permissions: ClassVar[Mapping[Permission, Scope]]


class FocalPoint(Role):
    """A trusted person on a hill: registers whom she meets, sees only those."""

    key = "focal_point"
    title = _("Community focal point")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.ALERT_RECORD: Scope.OWN,
        Permission.CASE_REGISTER: Scope.OWN,
        Permission.CASE_READ: Scope.OWN,
        Permission.IDENTITY_OPEN: Scope.OWN,
        Permission.CASE_EDIT: Scope.OWN,
        Permission.PREVENTION_RECORD: Scope.OWN,
    }


class Caseworker(Role):
    """Carries people from registration to closure."""

    key = "caseworker"
    title = _("Caseworker")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.ALERT_RECORD: Scope.AGENCY,
        Permission.ALERT_TRIAGE: Scope.AGENCY,
        Permission.CASE_REGISTER: Scope.AGENCY,
        Permission.CASE_READ: Scope.TEAM,
        Permission.CASE_EDIT: Scope.OWN,
        Permission.IDENTITY_OPEN: Scope.TEAM,
        Permission.NARRATIVE_OPEN: Scope.OWN,
        Permission.CASE_SCREEN: Scope.OWN,
        Permission.CASE_DETERMINE: Scope.OWN,
        Permission.SERVICE_RECORD: Scope.TEAM,
        Permission.REFERRAL_SEND: Scope.OWN,
        Permission.REFERRAL_ANSWER: Scope.AGENCY,
        Permission.BREAK_GLASS: Scope.NETWORK,
    }


class Supervisor(Role):
    """Answers for a team's or an agency's cases."""

    key = "supervisor"
    title = _("Supervisor")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.ALERT_RECORD: Scope.AGENCY,
        Permission.ALERT_TRIAGE: Scope.AGENCY,
        Permission.COMMUNITY_KEEP: Scope.AGENCY,
        Permission.CASE_REGISTER: Scope.AGENCY,
        Permission.CASE_READ: Scope.AGENCY,
        Permission.CASE_EDIT: Scope.AGENCY,
        Permission.IDENTITY_OPEN: Scope.AGENCY,
        Permission.NARRATIVE_OPEN: Scope.AGENCY,
        Permission.CASE_SCREEN: Scope.AGENCY,
        Permission.CASE_DETERMINE: Scope.AGENCY,
        Permission.DETERMINATION_REVIEW: Scope.AGENCY,
        Permission.PLAN_APPROVE: Scope.AGENCY,
        Permission.SERVICE_RECORD: Scope.AGENCY,
        Permission.STOCK_KEEP: Scope.AGENCY,
        Permission.PREVENTION_RECORD: Scope.AGENCY,
        Permission.REFERRAL_SEND: Scope.AGENCY,
        Permission.REFERRAL_ANSWER: Scope.AGENCY,
        Permission.BREAK_GLASS: Scope.NETWORK,
        Permission.ACCESS_REVIEW: Scope.AGENCY,
        Permission.APPROVE: Scope.AGENCY,
        Permission.APPROVAL_ASK: Scope.AGENCY,
        Permission.IDENTITY_EXPORT: Scope.AGENCY,
        Permission.PERSON_MERGE: Scope.AGENCY,
        Permission.DIRECTORY_KEEP: Scope.AGENCY,
        Permission.FIGURE_READ: Scope.ALL,
    }


class DataProtectionOfficer(Role):
    """Watches over who sees whom: reviews, approves, and erases when the time has come; opens no name."""

    key = "data_protection_officer"
    title = _("Data protection officer")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.CASE_READ: Scope.AGENCY,
        Permission.ACCESS_REVIEW: Scope.AGENCY,
        Permission.APPROVE: Scope.AGENCY,
        Permission.APPROVAL_ASK: Scope.AGENCY,
        Permission.PERSON_ERASE: Scope.AGENCY,
        Permission.RETENTION_SET: Scope.AGENCY,
        Permission.AUDIT_READ: Scope.AGENCY,
    }


class Coordinator(Role):
    """Watches over the referral mechanism: where each case stands, never who the person is."""

    key = "coordinator"
    title = _("Referral coordinator")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.COMMUNITY_KEEP: Scope.NETWORK,
        Permission.CASE_READ: Scope.NETWORK,
        Permission.REFERRAL_WATCH: Scope.NETWORK,
        Permission.PARTNERSHIP_RECORD: Scope.ALL,
        Permission.COMMISSION_READ: Scope.ALL,
        Permission.PREVENTION_RECORD: Scope.ALL,
        Permission.RECRUITMENT_KEEP: Scope.ALL,
        Permission.CONTEXT_KEEP: Scope.ALL,
        Permission.DIRECTORY_KEEP: Scope.ALL,
        Permission.FIGURE_READ: Scope.ALL,
    }


class DataTeam(Role):
    """Turns records into figures without seeing a person."""

    key = "data_team"
    title = _("Data team")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.MART_BUILD: Scope.ALL,
        Permission.RETENTION_RUN: Scope.ALL,  # of the instance itself alone: its account has this role
        Permission.FIGURE_READ: Scope.ALL,
        Permission.REPORT_PUBLISH: Scope.ALL,
        Permission.PREVENTION_RECORD: Scope.ALL,
        Permission.RECRUITMENT_KEEP: Scope.ALL,
        Permission.CONTEXT_KEEP: Scope.ALL,
        Permission.PARTNERSHIP_RECORD: Scope.ALL,
        Permission.RESEARCH_KEEP: Scope.ALL,
    }


class Researcher(Role):
    """Estimates how many there are, from how lists overlap: sees counts of lists, and no person."""

    key = "researcher"
    title = _("Researcher")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.FIGURE_READ: Scope.ALL,
        Permission.RESEARCH_KEEP: Scope.ALL,
    }


class LinkageOfficer(Role):
    """Finds out who stands on several lists: sees two records of who somebody is side by side, no case and no study."""

    key = "linkage_officer"
    title = _("Linkage officer")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.LINKAGE_RUN: Scope.ALL,
        Permission.LINKAGE_DECIDE: Scope.ALL,
    }


class Secretariat(Role):
    """Prepares what the Commission and its groups meet about, and follows what they decide; sees no case."""

    key = "secretariat"
    title = _("Secretariat of the Commission")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.COMMISSION_READ: Scope.ALL,
        Permission.COMMISSION_KEEP: Scope.ALL,
        Permission.PARTNERSHIP_RECORD: Scope.ALL,
        Permission.PREVENTION_RECORD: Scope.ALL,
        Permission.RECRUITMENT_KEEP: Scope.ALL,
        Permission.CONTEXT_KEEP: Scope.ALL,
        Permission.FIGURE_READ: Scope.ALL,
    }


class Justice(Role):
    """Follows what comes before the courts, in the police, a prosecution or a court; sees no case of protection."""

    key = "justice"
    title = _("Officer of justice")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.COURT_READ: Scope.AGENCY,
        Permission.COURT_RECORD: Scope.AGENCY,
        Permission.FIGURE_READ: Scope.ALL,
    }


class Administrator(Role):
    """Opens and closes an agency's accounts; sees no case."""

    key = "administrator"
    title = _("Administrator")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.MEMBER_MANAGE: Scope.AGENCY,
        Permission.APPROVE: Scope.AGENCY,
        Permission.APPROVAL_ASK: Scope.AGENCY,
    }


class NationalAdministrator(Role):
    """Takes agencies in, and opens the accounts that reach beyond one agency; sees no case."""

    key = "national_administrator"
    title = _("National administrator")
    permissions = {
        Permission.ACCOUNT_KEEP: Scope.OWN,
        Permission.MEMBER_MANAGE: Scope.ALL,
        Permission.APPROVE: Scope.ALL,
        Permission.APPROVAL_ASK: Scope.ALL,
        Permission.AUDIT_READ: Scope.ALL,
    }


ROLES: Mapping[str, type[Role]] = {
    role.key: role
    for role in (
        FocalPoint,
        Caseworker,
        Supervisor,
        DataProtectionOfficer,
        Coordinator,
        DataTeam,
        Researcher,
        LinkageOfficer,
        Secretariat,
        Justice,
        Administrator,
        NationalAdministrator,
    )
}
WITHIN_AN_AGENCY = (  # what an agency's administrator gives
    FocalPoint.key,
    Caseworker.key,
    Supervisor.key,
    DataProtectionOfficer.key,
    Administrator.key,
)


def reach(roles: list[str], permission: Permission) -> Scope | None:
    """Return how far the roles together carry a permission, or `None` where they do not grant it."""
    scopes = [ROLES[key].permissions[permission] for key in roles if permission in ROLES[key].permissions]
    return max(scopes) if scopes else None


def in_words(roles: Iterable[str]) -> str:
    """Return the titles of roles in the reader's language, one after the other."""
    return ", ".join(str(ROLES[key].title) for key in roles if key in ROLES)
