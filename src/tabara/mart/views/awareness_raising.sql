-- Sessions of awareness raising, one row each.
SELECT *, 1 AS sessions FROM reach
