"""The pages of the pillars that the same roles open."""

PREVENTION = (
    *("prevention", "campaigns", "campaign", "open-campaign", "end-campaign"),
    *("awareness", "awareness-session", "record-session", "add-question", "strike-session"),
    *("courses", "add-course", "registers", "set-register", "refreshers"),
    *("trainings", "training", "record-training", "strike-training", "add-trainee", "read-trainee"),
)
