-- Nights stayed, by stay and month.
SELECT person_no, case_no, bed_kind, provider, m, nights FROM counted_nights
