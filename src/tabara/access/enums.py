"""The states the code branches on: what may be done, and how far it reaches."""

from enum import IntEnum, StrEnum


class Permission(StrEnum):
    """One verb on one kind of thing; a role grants it with a scope."""

    CASE_REGISTER = "case.register"
    CASE_READ = "case.read"
    CASE_EDIT = "case.edit"
    IDENTITY_OPEN = "identity.open"
    NARRATIVE_OPEN = "narrative.open"
    CASE_SCREEN = "case.screen"
    CASE_DETERMINE = "case.determine"
    DETERMINATION_REVIEW = "determination.review"
    PLAN_APPROVE = "plan.approve"
    SERVICE_RECORD = "service.record"
    STOCK_KEEP = "stock.keep"  # the stores of an agency, and who may be paid more than a little
    PREVENTION_RECORD = "prevention.record"
    RECRUITMENT_KEEP = "recruitment.keep"  # the list of licensed recruitment agencies, and complaints about them
    CONTEXT_KEEP = "context.keep"  # the layers by which one sees where to act next
    PARTNERSHIP_RECORD = "partnership.record"
    COMMISSION_READ = "commission.read"  # its meetings, minutes and decisions
    COMMISSION_KEEP = "commission.keep"
    COURT_READ = "court.read"  # the court files of an agency of justice
    COURT_RECORD = "court.record"
    MART_BUILD = "mart.build"
    FIGURE_READ = "figure.read"
    REPORT_PUBLISH = "report.publish"
    MEMBER_MANAGE = "member.manage"
    REFERRAL_SEND = "referral.send"
    REFERRAL_ANSWER = "referral.answer"
    REFERRAL_WATCH = "referral.watch"
    BREAK_GLASS = "case.break_glass"
    ACCESS_REVIEW = "access.review"
    APPROVE = "access.approve"
    APPROVAL_ASK = "access.ask_approval"
    IDENTITY_EXPORT = "identity.export"
    PERSON_MERGE = "person.merge"
    PERSON_ERASE = "person.erase"
    RETENTION_SET = "retention.set"
    RETENTION_RUN = "retention.run"
    AUDIT_READ = "audit.read"
    DIRECTORY_KEEP = "directory.keep"
    ACCOUNT_KEEP = "account.keep"
    ALERT_RECORD = "alert.record"
    ALERT_TRIAGE = "alert.triage"
    COMMUNITY_KEEP = "community.keep"
    RESEARCH_KEEP = "research.keep"  # which lists are counted, what their overlaps are, and what a study says of them
    LINKAGE_RUN = "linkage.run"  # finds who stands on several lists: in the vault, answered as counts
    LINKAGE_DECIDE = "linkage.decide"  # looks at two records side by side, and says whether they are one person


class Scope(IntEnum):
    """How far a permission reaches; each scope holds the ones before it."""

    OWN = 1  # the member's own caseload
    TEAM = 2
    AGENCY = 3
    NETWORK = 4  # the agencies of the referral mechanism
    ALL = 5


class ApprovalState(StrEnum):
    """Where something that needs two persons stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    USED = "used"


class FieldGroup(StrEnum):
    """What of a record is shared together, or not at all: a person agrees to each group by itself."""

    COURSE = "course"  # where the case stands: category, status, days, the facts that identify nobody
    FINDINGS = "findings"  # what screenings and determinations found, as codes
    SERVICES = "services"  # which help was given, when and by whom
    PLAN = "plan"  # needs, plan and follow-up: assessments, best interests, plans, conferences
    IDENTITY = "identity"  # names, birth, the number of a paper, photographs
    CONTACT = "contact"  # telephones, address, a place finer than a commune, relatives, safe contact
    NARRATIVE = "narrative"  # what was told and noted


class Reason(StrEnum):
    """What a member is about to do with what is sealed; it stands in the audit chain beside the act."""

    CONTACT = "contact"
    ASSISTANCE = "assistance"
    VERIFICATION = "verification"
    CORRECTION = "correction"
    EMERGENCY = "emergency"
    PERSON_ASKED = "person_asked"  # to see what is held about her
