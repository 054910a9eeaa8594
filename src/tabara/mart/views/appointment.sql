-- Services that were planned, one row each.
SELECT person_no, case_no, need, provider, appointment_state, missed_reason, m, 1 AS appointments
FROM counted_appointments
