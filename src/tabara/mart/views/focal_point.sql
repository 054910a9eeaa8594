-- Focal points, one row each.
SELECT *, 1 AS points FROM serving
