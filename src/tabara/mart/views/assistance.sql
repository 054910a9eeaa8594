-- Help given, by case, month and provider.
SELECT person_no, case_no, m, provider, services FROM help_months
