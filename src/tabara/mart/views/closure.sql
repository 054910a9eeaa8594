-- How cases ended, one row for each closing.
SELECT person_no, case_no, closure_reason, reopen_reason, m, reopened_m, 1 AS closings FROM closings
