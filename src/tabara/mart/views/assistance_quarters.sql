-- Help given, by person and quarter.
SELECT person_no, case_no, m, services FROM help_quarters
