-- Each need of a case with its first and its latest score.
SELECT person_no, case_no, need_domain, outcome_trend, m, 1 AS needs FROM counted_need_scores
