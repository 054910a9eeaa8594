-- Versions of plans that were submitted, one row each.
SELECT person_no, case_no, plan_state, agrees, m, approved_m, closed_m, coalesce(days <= 7, false) AS soon, 1 AS plans
FROM counted_plans
