-- What was promised between countries, one row each, by the month in which it is due.
SELECT encounter_kind, due_m, follow_up_state, in_time, late, 1 AS follow_ups FROM follow_ups
