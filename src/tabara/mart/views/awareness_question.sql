-- What people asked at sessions of awareness raising, one row each.
SELECT r.* EXCLUDE (reached, heard, alerts), q.question_topic, 1 AS questions FROM reach AS r JOIN awareness_questions AS q ON q.nth = r.nth
