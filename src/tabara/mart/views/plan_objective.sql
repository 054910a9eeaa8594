-- Objectives of the plan, one row for each version that it stands in, and whether any activity serves it.
SELECT pillar, since, until, served, 1 AS objectives FROM plan_objectives
