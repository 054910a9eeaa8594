-- Referrals, one row each, by the month in which they were sent.
SELECT m, sender, recipient, need, priority, referral_state, decline_reason, referral_outcome, return_reason, hours,
       in_time, hours IS NOT NULL AS answered, 1 AS referrals
FROM referrals
