-- Requests for a place to sleep at another agency's shelter, one row each.
SELECT person_no, case_no, bed_kind, provider, ask_state, decline_reason, m, in_a_day, 1 AS requests FROM counted_asks
