-- How cases ended: as was told when each was closed; a case that is closed without having been told why is there, too.
SELECT n.person_no, n.case_no, e.closure_reason, e.reopen_reason, e.m, e.reopened_m
FROM endings AS e
JOIN case_numbers AS n ON n.case_key = e.case_key
UNION ALL
SELECT n.person_no, n.case_no, '' AS closure_reason, '' AS reopen_reason, c.closed_m AS m, NULL AS reopened_m
FROM cases AS c
JOIN case_numbers AS n ON n.case_key = c.case_key
WHERE c.closed_m IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM endings AS e WHERE e.case_key = c.case_key AND e.reopened_m IS NULL)
