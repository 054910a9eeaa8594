-- Who attended trainings, by profile: additive, nobody is known.
SELECT t.nth, t.m, t.agency, a.profile, a.attended, a.register, t.hours, {or_unknown:t.training_subject},
       {places}
FROM trainings AS t
JOIN attendance AS a ON a.nth = t.nth
{joins}
ORDER BY t.nth, a.profile
