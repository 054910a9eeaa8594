-- What was found best for children, one row for each assessment or determination.
SELECT person_no, case_no, interests_kind, best_interests_matter, child_heard, best_interests_option, m,
       coalesce(within <= 30, false) AS soon, 1 AS records
FROM counted_best_interests
