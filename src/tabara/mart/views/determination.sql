-- Decisions, one row each.
SELECT m, status, agency, deciding_kind, entry_age_group, child_rule, 1 AS decisions FROM decisions
