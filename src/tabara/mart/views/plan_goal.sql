-- Goals of approved plans, one row each, whichever versions they stood in.
SELECT person_no, case_no, need_domain, goal_state, m, 1 AS goals FROM counted_goals
