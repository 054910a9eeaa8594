-- Assessments of needs, one row each.
SELECT person_no, case_no, risk, m, 1 AS assessments FROM counted_assessments
