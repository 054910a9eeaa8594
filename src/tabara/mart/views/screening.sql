-- Screenings, one row each.
SELECT person_no, case_no, m, 1 AS screenings FROM counted_screenings
