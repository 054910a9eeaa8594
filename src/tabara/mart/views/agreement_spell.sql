-- Agreements with other countries, with the days from and until which they are in force.
SELECT agreement_kind, since, until, 1 AS agreements FROM agreements
