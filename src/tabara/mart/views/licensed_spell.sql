-- Spells in which a recruitment agency was licensed, with the days from and until which they last.
SELECT since, until, 1 AS firms FROM licensed_spells
