-- Terms of them, by the month in which each ended.
SELECT person_no, case_no, enrolment_kind, term_result, attendance >= 80 AS attended_well, told, m, 1 AS terms
FROM counted_terms
