-- Decisions that were looked at again, one row for each review or appeal.
SELECT person_no, case_no, recourse_kind, recourse_by, recourse_state, m, decided_m, in_time, 1 AS recourses
FROM counted_recourses
