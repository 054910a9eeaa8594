-- Meetings of the Commission and its groups, one row each, by the month of its day.
SELECT working_group, meeting_state, m, took_part, quorate, 1 AS meetings FROM commission_meetings
