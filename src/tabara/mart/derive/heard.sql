-- Alerts: additive, nobody is known.
SELECT t.nth, t.m, t.agency, t.alert_source, t.priority, t.alert_state, t.alert_closure, t.in_time, t.led,
       {places}
FROM alerts AS t
{joins}
ORDER BY t.nth
