-- What visits found of them.
SELECT person_no, case_no, sector, found, income, working, apprentices, m, 1 AS visits FROM counted_business_visits
