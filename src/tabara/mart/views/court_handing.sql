-- Court files that one agency of justice asked another to take over, one row each.
SELECT handing_state, m, ended_m, in_time, 1 AS handings FROM court_handings
