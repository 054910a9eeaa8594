-- What conferences decided, one row each, by the month of its day.
SELECT person_no, case_no, action_state, drop_reason, due_m, in_time, 1 AS decisions FROM counted_conference_decisions
