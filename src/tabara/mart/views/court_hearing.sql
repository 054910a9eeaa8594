-- Hearings whose day has come, one row each, by the month of that day.
SELECT hearing_state, adjourned_for AS adjournment_reason, m, 1 AS hearings FROM court_hearings
