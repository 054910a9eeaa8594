-- Stays of those who arrived.
SELECT person_no, case_no, bed_kind, provider, left_to, left_safe, m, left_m, 1 AS stays FROM counted_stays
