-- Activities of the plan, one row for each version that it stands in; `in_force` keeps those of the last one.
SELECT pillar, m, due_m, plan_progress, since, until, in_force, late, in_time, budgeted, unfunded, budget, funded, spent,
       aimed, met, 1 AS activities
FROM plan_activities
