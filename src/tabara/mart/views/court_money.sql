-- Compensation that courts ordered, and what was paid of it, in the currency of the pack.
SELECT kind AS money, amount, file_no, m FROM court_sums
