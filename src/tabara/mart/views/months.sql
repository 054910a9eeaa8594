-- The months in which anything happened that figures count.
SELECT m FROM help_quarters
UNION ALL SELECT presumed_m FROM victims
UNION ALL SELECT m FROM reach
UNION ALL SELECT m FROM training
UNION ALL SELECT m FROM referrals
UNION ALL SELECT m FROM heard
UNION ALL SELECT m FROM nights
