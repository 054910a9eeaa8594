-- What kept visits measured, one row for each dimension.
SELECT person_no, case_no, visit_month, reintegration_dimension, outcome_trend, m, 1 AS measures FROM counted_outcomes
