-- Dialogues, visits and joint actions with other countries, one row each.
SELECT encounter_kind, m, 1 AS encounters FROM encounters
