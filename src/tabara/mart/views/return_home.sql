-- Journeys home, one row each.
SELECT person_no, case_no, return_state, from_country, to_country, return_outcome, return_call_off,
       m, departed_m, arrived_m, handed_over_m, called_off_m, 1 AS returns
FROM counted_returns
