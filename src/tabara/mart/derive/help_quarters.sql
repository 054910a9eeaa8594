-- What a person was given in one quarter, whoever gave it, with the latest case: what most figures need, in fewer rows.
-- A quarter is its first month.
SELECT person_no, max(case_no) AS case_no, m - (m % 100 - 1) % 3 AS m, bit_or(services) AS services
FROM help_months
GROUP BY person_no, m - (m % 100 - 1) % 3
ORDER BY person_no, m
