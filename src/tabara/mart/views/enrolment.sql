-- School, courses and apprenticeships.
SELECT person_no, case_no, enrolment_kind, enrolment_state, dropout_reason, m, ended_m, 1 AS enrolments
FROM counted_enrolments
