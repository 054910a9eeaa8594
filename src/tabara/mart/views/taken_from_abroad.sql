-- Cases taken over from other countries, one row each, by the group of the country and the month in which they were accepted.
SELECT person_no, case_no, coalesce(nullif(origin_group, ''), 'unknown') AS origin_group, handover_purpose, m,
       outcome_told, 1 AS arrivals
FROM counted_came_from_abroad
