-- Memberships, with the days from and until which they hold.
SELECT organisation, working_group, kind, since, until, 1 AS members FROM membership
