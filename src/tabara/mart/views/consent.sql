-- What people were asked to agree to, and answered.
SELECT person_no, case_no, consent_purpose, given, m, withdrawn_m FROM counted_consents
