-- Verdicts that stand, one row for each charge; `persons` is one on one row of each suspect, and nothing on the others.
SELECT outcome AS verdict, beside, prison, official, sex, m, persons, 1 AS verdicts FROM court_verdicts
