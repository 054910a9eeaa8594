-- Help given to victims, whenever it was and in whichever of their cases.
SELECT v.person_no, v.case_no, h.m, h.provider, h.services, v.presumed_m, v.presumed_by, v.identified_m, v.identified_by
FROM victims AS v
JOIN help_months AS h ON h.person_no = v.person_no
