-- Warnings given about recruitment, one row each.
SELECT warning_audience, m, 1 AS warnings FROM warnings_given
