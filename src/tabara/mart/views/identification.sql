-- Victims, with the first month in which each was presumed, and identified, and by which agency.
SELECT person_no, case_no, presumed_m, presumed_by, identified_m, identified_by, deciding_kind, child_rule FROM victims
