-- Alerts, one row each.
SELECT *, 1 AS alerts FROM heard
