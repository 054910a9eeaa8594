"""Who may do what with whose case, written by hand from the promises, not from the code.

Letters stand for roles: F focal point, C caseworker, S supervisor, D data protection officer, K coordinator,
T data team, A administrator, N national administrator, M secretariat of the Commission, J officer of justice,
R researcher, L linkage officer.
"""

from tests.matrix.pillars import PILLAR_PAGES

LETTERS = {
    "F": "focal_point",
    "C": "caseworker",
    "S": "supervisor",
    "D": "data_protection_officer",
    "K": "coordinator",
    "T": "data_team",
    "A": "administrator",
    "N": "national_administrator",
    "M": "secretariat",
    "J": "justice",
    "R": "researcher",
    "L": "linkage_officer",
}

# The columns: how somebody stands to a case. tests/matrix/relations.py makes each of them.
RELATIONS = (
    "own",  # carries the case
    "team",  # a colleague of the same team carries it
    "agency",  # a colleague of another team carries it
    "closed",  # carried it, and it is closed
    "elsewhere",  # another agency of the referral mechanism holds it
    "outside",  # an agency outside the mechanism holds it
    "pending",  # another agency holds it and has referred the person here; nobody has answered
    "accepted",  # a caseworker of the same team has accepted that referral, with everything shared
    "narrow",  # the same, and the person shares the course of the case alone
    "expired",  # the same as accepted, and its time is over
    "revoked",  # the sender took it back
    "withdrawn",  # the person took her agreement back
    "emergency",  # opened by emergency access, where the role may
    "over",  # half an hour later
)

# The rows: what is done with a case, and for each column who may.
GRID = {
    #                 own   team  agency closed else  outside pend  accept narrow exp   revok withd emerg over
    "see": "          FCSDK CSDK  SDK    FCSDK  K     -       K     CSDK   CSDK   K     K     K     CSK   K",
    "see the help": " FCSDK CSDK  SDK    FCSDK  K     -       K     CSDK   K      K     K     K     CSK   K",
    "open the name": "FCS   CS    S      FCS    -     -       -     CS     -      -     -     -     CS    -",
    "keep the name": "FCS   CS    S      FCS    -     -       -     -      -      -     -     -     -     -",
    "read the notes": "CS   S     S      CS     -     -       -     S      -      -     -     -     CS    -",
    "see the family": "FCS CS   S      FCS    -     -       -     CS     -      -     -     -     CS    -",
    "list the papers": "FCS S     S      FCS    -     -       -     -      -      -     -     -     -     -",
    "read the papers": "CS  S     S      CS     -     -       -     -      -      -     -     -     -     -",
    "change": "       FCS   S     S      FCS    -     -       -     -      -      -     -     -     -     -",
    "judge": "        CS    S     S      CS     -     -       -     -      -      -     -     -     -     -",
    "help": "         CS    CS    S      CS     -     -       -     CS     CS     -     -     -     CS    -",
    "open again": "   FCS   CS    S      FCS    -     -       -     -      -      -     -     -     -     -",
    "see the plan": " FCS   CS    S      FCS    -     -       -     CS     -      -     -     -     CS    -",
    "do the plan": "  CS    CS    S      CS     -     -       -     -      -      -     -     -     -     -",
    "look again": "   S     S     S      S      -     -       -     -      -      -     -     -     -     -",
    "refer": "        CS    S     S      CS     -     -       -     -      -      -     -     -     -     -",
    "look at": "      FCSDK CSDK  SDK    FCSDK  K     -       K     K      K      K     K     K     K     K",
    "read words": "   CS    S     S      CS     -     -       -     -      -      -     -     -     -     -",
    "end": "          D     D     D      D      -     -       -     -      -      -     -     -     -     -",
    "watch over": "   SD    SD    SD     SD     -     -       -     -      -      -     -     -     -     -",
    "settle help": "  CS    CS    S      CS     -     -       -     -      -      -     -     -     -     -",
    "visit": "        CS    CS    S      CS     -     -       -     -      -      -     -     -     -     -",
    "answer a child": "S    S     S      S      -     -       -     -      -      -     -     -     -     -",
}  # fmt: skip - a table, to be read as one

# What each page of a case does; a page that is not here fails the test.
PAGES = {
    "case": "see",
    "intake-registered": "see",
    "open-name": "open the name",
    "correct-name": "keep the name",
    "add-photograph": "keep the name",
    "photograph": "open the name",
    "print-held": "keep the name",
    "notes": "read the notes",
    **dict.fromkeys(("plan", "plan-version", "plan-print"), "see the plan"),
    **dict.fromkeys(("plan-action", "conference-decision"), "do the plan"),
    **dict.fromkeys(
        (
            *("assess", "begin-plan", "revise-plan", "plan-agreement", "submit-plan", "review-plan", "close-plan"),
            *("add-goal", "edit-goal", "take-goal-out", "judge-goal", "add-action", "best-interests", "conference"),
        ),
        "judge",
    ),
    "best-interests-record": "read the notes",
    "decide-plan": "look again",
    "documents": "list the papers",
    "open-document": "read the papers",
    "add-category": "change",
    "consent": "change",
    "hand-over": "change",
    "close": "change",
    "reopen": "change",
    "edit-case": "change",
    "add-document": "change",
    "take-document-back": "change",
    "record-service": "help",
    "retract-service": "help",
    "help-given": "see",
    **dict.fromkeys(("plan-service", "pay", "issue-item", "enrol-person", "ask-business"), "help"),
    **dict.fromkeys(
        (
            *("settle-appointment", "plan-term", "tell-term", "end-enrolment", "visit-business", "pay-instalment"),
            *("pay-approved", "cancel-payment", "reverse-entry", "receipt", "end-business"),
        ),
        "settle help",
    ),
    "screening": "judge",
    "screening-advice": "judge",
    "determination": "judge",
    "identification": "see",
    "reflection": "see",
    **dict.fromkeys(("interview", "interview-section", "interview-keep", "interview-drop", "ask-review"), "judge"),
    **dict.fromkeys(("appeal", "withdraw-recourse"), "change"),
    **dict.fromkeys(("begin-reflection", "extend-reflection", "end-reflection", "tell-reflection"), "change"),
    **dict.fromkeys(("answer-recourse", "change-decision"), "look again"),
    "intake-again": "open again",
    "erase": "end",
    "hold": "end",
    "refer": "refer",
    "refer-to": "refer",
    "revoke-referral": "refer",
    **dict.fromkeys(("packet-recipients", "name-recipient", "compose-packet", "packet-answer"), "refer"),
    **dict.fromkeys(("packet-told", "packet-file", "packet-sheet"), "refer"),
    **dict.fromkeys(("packets", "case-packet"), "look at"),
    "case-referrals": "look at",
    "sent-referral": "look at",
    "referral-words": "read words",  # of the referral to a third agency: between those two alone
    "read-answer": "change",
    **dict.fromkeys(("case-envelopes", "envelope"), "look at"),
    **dict.fromkeys(
        ("choose-partner", "make-envelope", "fetch-envelope", "fetch-notice", "take-back-envelope"), "refer"
    ),
    "envelope-words": "read words",
    **dict.fromkeys(("read-envelope", "arrival-outcome", "fetch-outcome", "drop-arrival"), "change"),
    "offer-transfer": "refer",
    "withdraw-transfer": "refer",
    "decline-request": "refer",
    "sharing": "change",
    "take-back": "change",
    **dict.fromkeys(("consents", "ask-consent", "consent-form", "contact-rule"), "change"),
    "answer-refusal": "answer a child",
    **dict.fromkeys(("return", "reintegration"), "see"),
    **dict.fromkeys(
        (
            *("prepare-return", "clear-return", "return-item", "return-item-back", "return-departure"),
            *("return-arrival", "return-handover", "call-off-return", "make-reintegration"),
            *("add-goal-of-reintegration", "end-goal-of-reintegration"),
        ),
        "change",
    ),
    **dict.fromkeys(("keep-visit", "miss-visit"), "visit"),
    "homeward-notes": "read the notes",
    "contact-words": "open the name",
    "family": "see the family",
    "add-relative": "change",
    "end-relative": "change",
    "add-guardian": "change",
    "end-guardian": "change",
    "ask-tracing": "change",
    "step-tracing": "change",
    "tie-case": "change",
    "untie-case": "change",
    "suspect": "read the papers",
    "end-suspect": "read the papers",
    "print-summary": "change",
    "who-sees": "watch over",
    "find-help": "see",
    "shelter": "see the help",  # where somebody sleeps is shared with the help, not with the course
    "take-place": "help",
    "place-where": "help",
    "withdraw-ask": "help",
    "exclude-provider": "change",
    "lift-exclusion": "change",
    "why-not-safe": "read the papers",
    "keep-open": "watch over",
    **dict.fromkeys(("case-duplicates", "name-duplicate", "ask-agency", "withdraw-inquiry"), "keep the name"),
    "flags": "see",
    **dict.fromkeys(("raise-flag", "keep-flag", "lower-flag", "case-court", "untie-court-file"), "change"),
}

ANYBODY, EVERY_MEMBER = "not signed in", "FCSDKTANMJRL"
# What is no page of one case: by role alone. Whose row it shows, its own tests say.
OTHERS = {
    **dict.fromkeys(
        (
            *("sign-in", "sign-in-passkey", "second", "passkey-options", "start", "enrol", "exit", "help"),
            *("calendar-feed", "packet", "packet-reply"),
        ),
        ANYBODY,
    ),
    **dict.fromkeys(
        (
            *("home", "sign-out", "account", "change-password", "end-sessions", "add-passkey", "add-app"),
            *("remove-factor", "new-codes", "prove", "open-calendar", "close-calendar"),
            *("law", "law-instrument", "law-article", "check-certificate"),
        ),
        EVERY_MEMBER,
    ),
    **dict.fromkeys(("cases", "keep-view", "drop-view", "find-code", "tasks", "protection"), "FCSDK"),
    **dict.fromkeys(("search", "ask-elsewhere"), "FCS"),
    **dict.fromkeys(("duplicates", "duplicate", "decide-duplicate", "merge"), "FCS"),
    "merge-duplicate": "S",
    **dict.fromkeys(("inquiries", "inquiry", "open-inquired"), "CS"),
    **dict.fromkeys(
        (
            *("intake", "intake-search", "intake-begin", "intake-check", "intake-not-agreed", "intake-places"),
            *("intake-alike", "intake-form", "intake-drop", "intake-part", "intake-keep"),
        ),
        "FCS",
    ),
    **dict.fromkeys(("figures", "figure-chart", "mart-progress", "infosheet", "infosheet-preview"), "SKTMJR"),
    **dict.fromkeys(("map", "figure-table"), "SKTMJR"),
    "blank-consent-form": "FCSDK",
    **dict.fromkeys(("notices", "notice"), "CS"),
    "visits": "CS",
    **dict.fromkeys(("week", "sessions", "plan-session", "session"), "CS"),
    **dict.fromkeys(
        (
            *("stock", "open-store", "move-stock", "count-stock", "stock-item"),
            *("money", "decide-payment", "decide-business"),
        ),
        "S",
    ),
    "build-mart": "T",
    **dict.fromkeys(("partnership", "meetings", "meeting", "decisions", "decision", "groups", "meeting-brief"), "KM"),
    **dict.fromkeys(
        (
            *("call-meeting", "change-meeting", "cancel-meeting", "meeting-presence", "meeting-minutes", "decide"),
            *("close-meeting", "tell-decision", "add-agenda-item", "move-agenda-item", "take-agenda-item-out"),
        ),
        "M",
    ),
    **dict.fromkeys(("join-group", "leave-group"), "KM"),
    **PILLAR_PAGES,
    **dict.fromkeys(("infosheet-pdf", "releases", "map-svg", "map-png"), "T"),
    **dict.fromkeys(("plans-to-approve", "workload", "workload-cases"), "S"),
    **dict.fromkeys(("changes", "read-changes", "choose-changes"), "FCS"),
    "add-agency": "N",
    **dict.fromkeys(
        (*("members", "add-member", "change-roles", "close-member", "let-in-again", "new-start-code", "ask-reset"),),
        "AN",
    ),
    "audit": "DN",
    **dict.fromkeys(("approvals", "approval", "offices", "name-office"), "SDAN"),
    **dict.fromkeys(("confirm-office", "close-office", "file-with-names"), "S"),
    **dict.fromkeys(("keeping", "release-pace", "emergencies", "review-emergency"), "SD"),
    **dict.fromkeys(("directory", "provider"), "FCSDK"),
    "provider-where": "CSK",
    **dict.fromkeys(
        (
            *("add-provider", "edit-provider", "confirm-provider", "seal-provider", "close-provider"),
            *("add-offer", "edit-offer", "end-offer", "set-rooms"),
            *("provider-files", "provider-template", "providers-standing", "provider-file"),
            *("provider-file-wrong", "drop-provider-file", "undo-provider-file"),
        ),
        "SK",
    ),
    **dict.fromkeys(
        (
            *("bed-board", "out-of-order", "put-in-order", "place-ask", "promise-place"),
            *("arrive", "leave", "extend-stay", "cancel-stay", "review-stay"),
        ),
        "CS",
    ),
    **dict.fromkeys(("emergency", "referrals", "referral", "accept-referral", "sent-referrals"), "CS"),
    **dict.fromkeys(("finish-referral", "return-referral", "ask-for-case"), "CS"),
    **dict.fromkeys(("transfers", "transfer", "accept-transfer", "withdraw-request"), "CS"),
    **dict.fromkeys(
        ("arrivals", "arrival", "open-arrival", "accept-arrival", "decline-arrival", "fetch-receipt"), "CS"
    ),
    **dict.fromkeys(("partners", "add-partner", "confirm-partner", "close-partner"), "N"),
    **dict.fromkeys(("unanswered", "remind-referral", "advise-referral"), "K"),
    **dict.fromkeys(("alerts", "record-alert", "alert"), "FCS"),
    **dict.fromkeys(("read-alert", "pass-alert-on", "close-alert"), "CS"),
    **dict.fromkeys(
        (
            *("focal-points", "add-focal-point", "focal-point", "read-focal-point", "cover", "cover-commune"),
            *("focal-point-visit", "focal-point-course", "focal-point-correct", "focal-point-end"),
        ),
        "SK",
    ),
}


def may(row: str, relation: str) -> frozenset[str]:
    """Return the roles that may do this with a case to which they stand so."""
    cells = GRID[row].split()
    return roles(cells[RELATIONS.index(relation)])


def roles(letters: str) -> frozenset[str]:
    """Return the roles that the letters stand for; a dash for nobody."""
    return frozenset(LETTERS[letter] for letter in letters if letter != "-")
