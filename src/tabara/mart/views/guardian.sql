-- Guardians that were named.
SELECT person_no, case_no, guardian_kind, m, until_m FROM counted_guardians
