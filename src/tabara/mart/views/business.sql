-- Small businesses for which money was approved.
SELECT person_no, case_no, sector, provider, m, 1 AS businesses FROM counted_businesses
