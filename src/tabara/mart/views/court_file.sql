-- Court files, one row each, by the months of the complaint and of the stages that it came to.
SELECT
    brought_by AS complainant, court_stage, closed_for AS court_closure, m, charged_m, closed_m, judged_m, appeal_m,
    judged_in_time, linked, 1 AS files
FROM court_files
