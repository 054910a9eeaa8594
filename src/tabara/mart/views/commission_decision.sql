-- Decisions of the Commission and its groups, one row each: the month in which it was taken, and that in which it is due.
SELECT working_group, decision_state, m, due_m, in_time, late, 1 AS decisions FROM commission_decisions
