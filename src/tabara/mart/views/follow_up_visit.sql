-- Visits after a return or a stay, by the month in which each fell due.
SELECT person_no, case_no, visit_month, visit_state, visit_missed, outcome_safety, outcome_risk, slots, due_m,
       done_m, 1 AS visits
FROM counted_visits
