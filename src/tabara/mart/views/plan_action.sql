-- Actions of approved plans, one row each, by the month of their day.
SELECT person_no, case_no, need, provider, action_state, drop_reason, due_m, in_time, 1 AS actions FROM counted_actions
