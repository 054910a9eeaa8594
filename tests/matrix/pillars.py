"""The pages of the pillars that the same roles open."""

from collections.abc import Mapping

PREVENTION = (
    *("where", "where-commune", "context"),
    *("prevention", "campaigns", "campaign", "open-campaign", "end-campaign"),
    *("awareness", "awareness-session", "record-session", "add-question", "strike-session"),
    *("courses", "add-course", "registers", "set-register", "refreshers"),
    *("trainings", "training", "record-training", "strike-training", "add-trainee", "read-trainee"),
    *("certify-all", "certify", "count-sessions", "print-certificates"),
)
CONTEXT = (  # of whoever keeps the layers
    *("send-context", "context-example", "context-file", "context-wrong", "context-progress"),
    *("drop-context", "undo-context"),
)
REVIEWS = (  # of whoever reads the Commission's papers …
    *("reviews", "review", "recommendations", "recommendation", "frames", "frame", "dossier", "dossier-pdf"),
)
REVIEWS_KEPT = (  # … and of whoever keeps them
    *("record-edition", "correct-edition", "take-up", "add-recommendation", "correct-recommendation"),
    *("assign-recommendation", "tell-recommendation", "tie-answer", "untie-answer", "add-evidence", "strike-evidence"),
    *("publish-guidance", "add-guidance-version", "set-audience", "withdraw-guidance"),
)
DOCUMENTS = ("guidance", "guidance-document", "guidance-file")  # of every member, as far as its audience reaches
COURT_PAGES = (  # of whoever has the files; written by hand, as the policy is
    *("prosecution", "court-files", "court-file", "court-words", "open-court-file", "move-court-file"),
    *("name-suspect", "charge-suspect", "set-hearing", "hearing-held", "adjourn-hearing", "judge-charge"),
    *("correct-charge", "correct-verdict", "correct-hearing", "hand-court-file", "withdraw-handing", "answer-handing"),
    *("order-compensation", "pay-compensation", "add-victim", "protect-victim", "end-court-protection"),
)
BETWEEN = (  # whoever works with other countries
    *("countries", "country", "agreement", "write-agreement", "move-agreement", "renew-agreement"),
    *("encounter", "record-encounter", "add-promise", "settle-promise", "strike-encounter"),
    *("office-abroad", "add-office-abroad", "confirm-office-abroad", "end-office-abroad"),
)
RECRUITMENT = ("recruitment", "recruitment-firm", "record-complaint", "warnings")
RECRUITMENT_KEPT = (  # an allegation is read by few
    *("firm-lists", "firm-list", "firm-list-empty", "firm-list-wrong"),
    *("list-firm", "relist-firm", "move-licence", "issue-warning", "withdraw-warning"),
    *("complaints", "complaint", "pass-complaint-on", "answer-complaint", "strike-complaint"),
)
PLAN = (
    "national-plan",
    "national-plan-pdf",
    "plan-activity",
    "plan-workbooks",
    "plan-template",
    "plan-example",
    "national-plan-version",
)
PLAN_KEPT = ("report-progress", "tie-decision", "plan-wrong", "drop-plan", "undo-plan")
RESEARCH = (  # counts of overlaps are small: of those who keep research alone
    *("research", "counted-lists", "counted-list", "define-list", "strike-list", "ask-linkage", "bring-in"),
    *("linkage", "strike-linkage", "counts", "counts-picture", "ask-study"),
    *("studies", "study", "study-progress", "study-json", "study-report", "study-release"),
)
LINKING = (  # of whoever links, who sees none of these counts
    *("linking", "linking-run", "run-linking", "linking-progress", "count-lists", "forget-linking"),
    *("next-records", "records", "answer-records"),
)
PILLAR_PAGES: Mapping[str, str] = {
    **dict.fromkeys(COURT_PAGES, "J"),
    **dict.fromkeys((*PREVENTION, *RECRUITMENT), "FSKTM"),
    **dict.fromkeys((*BETWEEN, *RECRUITMENT_KEPT, *CONTEXT), "KTM"),
    **dict.fromkeys(REVIEWS, "KM"),
    **dict.fromkeys(REVIEWS_KEPT, "M"),
    **dict.fromkeys(DOCUMENTS, "FCSDKTANMJRL"),
    **dict.fromkeys(PLAN, "KM"),
    **dict.fromkeys(PLAN_KEPT, "M"),
    **dict.fromkeys(RESEARCH, "TR"),
    **dict.fromkeys(LINKING, "L"),
    "check-agency": "FCSDKTANMJRL",  # what the list says is public
}
