-- What hangs on a case, with short numbers in place of its keys.
SELECT n.person_no, n.case_no, t.* EXCLUDE (person_key, case_key)
FROM {table} AS t
JOIN case_numbers AS n ON n.case_key = t.case_key
ORDER BY n.case_no
