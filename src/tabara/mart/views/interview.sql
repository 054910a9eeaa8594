-- Interviews, one row each.
SELECT person_no, case_no, interview_state, m, ended_m, 1 AS interviews FROM counted_interviews
