-- Money that was paid, one row for each line that stands.
SELECT person_no, case_no, payment_purpose, payment_way, provider, amount, m, 1 AS payments FROM counted_payments
