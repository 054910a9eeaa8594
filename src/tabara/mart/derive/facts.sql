-- One row for each case, with everything that a figure may be broken down by: counts of distinct persons become sums.
-- The record key is the noise of a person in tables that readers put together: eight of the random bits that she was
-- given once, the same in every build, and none but the mart ever sees it.
SELECT n.case_no, n.person_no, CAST(p.person_key & 255 AS SMALLINT) AS record_key, c.opened_m, c.agency, c.status, c.category,
       coalesce(g.categories, 0) AS categories,
       p.sex,
       coalesce(a.age_group, 'unknown') AS age_group,
       {or_unknown:p.citizenship},
       {or_unknown:c.referral_source},
       {or_unknown:c.household},
       {or_unknown:c.marital_status},
       {or_unknown:c.education},
       {or_unknown:c.determination},
       c.urgent_needs,
       h.within AS helped_within,
       w.case_key IS NOT NULL AS has_guardian,
       {or_unknown:s.trafficking_type},
       {or_unknown:s.destination_country},
       CASE WHEN s.trafficking_type = 'internal' AND s.destination_country = '' THEN 'internal'
            ELSE coalesce(d.destination_group, 'unknown') END AS destination_group,
       {or_unknown:s.sector},
       {or_unknown:s.recruiter_relation},
       {or_unknown:s.gbv},
       {or_unknown:s.entry_age_group},
       coalesce(s.exploitation, 0) AS exploitation,
       coalesce(s.recruitment_method, 0) AS recruitment_method,
       coalesce(s.control_method, 0) AS control_method,
       {places}
FROM cases AS c
JOIN case_numbers AS n ON n.case_key = c.case_key
JOIN persons AS p ON p.person_key = c.person_key
LEFT JOIN age_bands AS a ON c.opened_m // 100 - p.birth_year BETWEEN a.youngest AND a.oldest
LEFT JOIN (
    SELECT t.case_key, bit_or(b.mask) AS categories
    FROM categories AS t
    JOIN code_bits AS b ON b.codelist = 'category' AND b.code = t.code
    GROUP BY t.case_key
) AS g ON g.case_key = c.case_key
LEFT JOIN (
    SELECT * FROM screenings QUALIFY row_number() OVER (PARTITION BY person_key ORDER BY nth DESC) = 1
) AS s ON s.person_key = c.person_key
LEFT JOIN (SELECT case_key, min(within) AS within FROM services GROUP BY case_key) AS h ON h.case_key = c.case_key
LEFT JOIN (SELECT DISTINCT case_key FROM guardians) AS w ON w.case_key = c.case_key
LEFT JOIN destination_groups AS d ON d.destination_country = s.destination_country
{joins}
