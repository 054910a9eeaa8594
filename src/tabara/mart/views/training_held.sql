-- Trainings, one row each.
SELECT DISTINCT ON (nth) * EXCLUDE (profile, attended, register), 1 AS trainings FROM training ORDER BY nth
