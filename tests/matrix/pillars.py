"""The pages of the pillars that the same roles open."""

PREVENTION = (
    *("prevention", "campaigns", "campaign", "open-campaign", "end-campaign"),
    *("awareness", "awareness-session", "record-session", "add-question", "strike-session"),
    *("courses", "add-course", "registers", "set-register", "refreshers"),
    *("trainings", "training", "record-training", "strike-training", "add-trainee", "read-trainee"),
)
COURT_PAGES = (  # of whoever has the files; written by hand, as the policy is
    *("prosecution", "court-files", "court-file", "court-words", "open-court-file", "move-court-file"),
    *("name-suspect", "charge-suspect", "set-hearing", "hearing-held", "adjourn-hearing", "judge-charge"),
    *("order-compensation", "pay-compensation", "add-victim", "protect-victim", "end-court-protection"),
)
