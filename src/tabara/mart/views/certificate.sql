-- Certificates of trainings, one row each, by the month in which they were made.
SELECT c.* EXCLUDE (training_subject), coalesce(nullif(c.training_subject, ''), 'unknown') AS training_subject, 1 AS certificates FROM certificates AS c
