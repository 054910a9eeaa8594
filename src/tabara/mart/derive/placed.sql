-- Where each row lies in one division. A place that was split is shared out in the proportions of the crosswalk, its
-- rows taking turns: the j-th row of a part of weight w is due at (j - 1/2) / w (Webster, 1832, for seats in a house).
-- So a row lies in one place whatever it is counted by, the parts add up, every stretch of time is shared out evenly,
-- and the same rows give the same places again.
CREATE TEMP TABLE {table}_in_{version} AS
WITH parts AS (
    SELECT *, count(*) OVER (PARTITION BY place, place_version) AS number_of_parts
    FROM place_shares
    WHERE to_version = '{version}'
),
split AS (
    SELECT * FROM parts WHERE number_of_parts > 1
),
numbered AS (
    SELECT t.{key}, t.place, t.place_version,
           row_number() OVER (PARTITION BY t.place, t.place_version ORDER BY t.{key}) AS turn
    FROM {table} AS t
    WHERE EXISTS (SELECT 1 FROM split AS s WHERE s.place = t.place AND s.place_version = t.place_version)
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
        JOIN split AS s ON s.place = a.place AND s.place_version = a.place_version
    ) AS due
)
SELECT n.{key}, t.province, t.commune
FROM numbered AS n
JOIN turns AS t ON t.place = n.place AND t.place_version = n.place_version AND t.turn = n.turn
UNION ALL
SELECT t.{key}, p.province, p.commune
FROM {table} AS t
JOIN parts AS p ON p.place = t.place AND p.place_version = t.place_version AND p.number_of_parts = 1;
