-- Complaints about recruitment agencies, one row each; no agency is named.
SELECT m, complaint_kind, complaint_channel, coalesce(nullif(destination_group, ''), 'unknown') AS destination_group,
       complaint_state, coalesce(nullif(complaint_body, ''), 'unknown') AS complaint_body, passed_m, in_time, late,
       1 AS complaints
FROM complaints
