-- Sessions of awareness raising: additive, nobody is known. Whoever listened to a broadcast was not there.
SELECT t.nth, t.m, t.agency, t.leader, t.reached, t.heard, t.alerts, t.in_campaign,
       {or_unknown:t.awareness_theme}, {or_unknown:t.awareness_channel}, {or_unknown:t.language},
       {or_unknown:t.counting_method},
       {places}
FROM awareness AS t
{joins}
ORDER BY t.nth
