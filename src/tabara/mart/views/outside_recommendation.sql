-- Recommendations from outside that are followed, one row each: its month, the month in which it is due, and where it stands.
SELECT review, pillar, m, due_m, recommendation_state, in_time, late, shown, decided_m, days_to_decision,
  1 AS recommendations
FROM outside_recommendations
