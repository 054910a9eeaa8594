-- Where each row lies in one division. A place that was split is shared out in the proportions of the crosswalk, its
-- rows taking turns: the j-th row of a part of weight w is due at (j - 1/2) / w (Webster, 1832, for seats in a house).
-- So a row lies in one place whatever it is counted by, the parts add up, every stretch of time is shared out evenly,
-- and the same rows give the same places again.
CREATE TEMP TABLE {table}_in_{version} AS
WITH numbered AS (
    SELECT {key}, place, place_version,
           row_number() OVER (PARTITION BY place, place_version ORDER BY {key}) AS turn
    FROM {table}
    WHERE place <> ''
),
amounts AS (
    SELECT place, place_version, count(*) AS rows_there FROM numbered GROUP BY place, place_version
),
turns AS (
    SELECT due.place, due.place_version, due.province, due.commune,
           row_number() OVER (
               PARTITION BY due.place, due.place_version ORDER BY (due.j - 0.5) / due.weight, due.weight DESC, due.commune
           ) AS turn
    FROM (
        SELECT s.place, s.place_version, s.province, s.commune, s.weight,
               unnest(range(1, CAST(ceil(a.rows_there * s.weight) AS BIGINT) + 2)) AS j
        FROM amounts AS a
        JOIN place_shares AS s ON s.place = a.place AND s.place_version = a.place_version
        WHERE s.to_version = '{version}'
    ) AS due
)
SELECT n.{key}, t.province, t.commune
FROM numbered AS n
JOIN turns AS t ON t.place = n.place AND t.place_version = n.place_version AND t.turn = n.turn;
