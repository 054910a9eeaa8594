-- Cases, by the month in which they were opened.
SELECT person_no, case_no, opened_m FROM facts
