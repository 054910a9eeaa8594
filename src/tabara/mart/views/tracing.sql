-- Searches for relatives, one row each.
SELECT person_no, case_no, tracing_state, m, 1 AS tracings FROM counted_tracings
