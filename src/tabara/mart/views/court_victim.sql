-- Victims in court files, one row each, by the months in which they were asked and first protected.
SELECT court_part, m, protected_m, 1 AS victims FROM court_victims
