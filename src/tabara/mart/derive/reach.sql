-- Sessions of awareness raising: additive, nobody is known.
SELECT t.nth, t.m, t.agency, t.leader, t.reached,
       {places}
FROM awareness AS t
{joins}
ORDER BY t.nth
