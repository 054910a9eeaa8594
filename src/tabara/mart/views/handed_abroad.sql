-- Cases handed over to other countries, one row for each envelope, by the group of the country and the month.
SELECT person_no, case_no, coalesce(nullif(sent_to_group, ''), 'unknown') AS sent_to_group, handover_purpose,
       envelope_state, m, answered, answered_in_time, 1 AS handovers
FROM counted_sent_abroad
