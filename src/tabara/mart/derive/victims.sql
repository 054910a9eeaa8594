-- One row for each person whom a determination ever found to be a possible or an actual victim, with the first of each.
WITH firsts AS (
    SELECT person_key,
           min(nth) FILTER (WHERE status IN ('possible', 'actual')) AS presumed_nth,
           min(nth) FILTER (WHERE status = 'actual') AS identified_nth
    FROM decisions
    GROUP BY person_key
)
SELECT n.person_no, n.case_no,
       p.m AS presumed_m, p.agency AS presumed_by,
       i.m AS identified_m, i.agency AS identified_by,
       coalesce(i.deciding_kind, p.deciding_kind) AS deciding_kind,
       coalesce(i.child_rule, p.child_rule) AS child_rule
FROM firsts AS f
JOIN decisions AS p ON p.person_key = f.person_key AND p.nth = f.presumed_nth
JOIN case_numbers AS n ON n.case_key = p.case_key
LEFT JOIN decisions AS i ON i.person_key = f.person_key AND i.nth = f.identified_nth
