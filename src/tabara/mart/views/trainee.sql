-- Places on the lists of trainings, one row each: the same person has one number in all of them, and no name.
SELECT t.* EXCLUDE (training_subject), coalesce(nullif(t.training_subject, ''), 'unknown') AS training_subject, 1 AS listed FROM trainees AS t
