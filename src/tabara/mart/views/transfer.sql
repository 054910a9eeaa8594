-- Transfers of cases, one row each, by the month in which they were asked for or offered first.
SELECT person_no, case_no, sender, recipient, transfer_state, transfer_reason, transfer_decline_reason, m,
       offered_m IS NOT NULL AS offered, in_a_week, 1 AS transfers
FROM counted_transfers
