-- Attendance of trainings, one row for each profile.
SELECT * FROM training
