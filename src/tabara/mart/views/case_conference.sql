-- Conferences, one row each.
SELECT person_no, case_no, agencies, m, 1 AS conferences FROM counted_conferences
