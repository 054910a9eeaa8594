-- Public numbers about places, with the days from and until which each is the newest. What stands for a commune that
-- was split is shared out by the weights of the crosswalk, whole people each time, and adds up to what was told.
WITH parts AS (
    SELECT t.nth, t.context_layer, t.context_cause, t.number, t.m, t.since, t.until, t.quiet_m,
           {weight} AS weight,
           {newest} AS commune_now,
           {places}
    FROM context_values AS t
{joins}
),
shares AS (
    SELECT *, sum(weight) OVER (
        PARTITION BY nth ORDER BY commune_now, {order} ROWS UNBOUNDED PRECEDING
    ) AS so_far
    FROM parts
)
SELECT s.* EXCLUDE (weight, so_far, number, quiet_m),
       CAST(round(s.number * s.so_far) - round(s.number * (s.so_far - s.weight)) AS BIGINT) AS number,
       s.commune_now IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM awareness AS a JOIN {held} AS p ON p.nth = a.nth
           WHERE p.commune = s.commune_now AND a.m >= s.quiet_m AND a.heard IS NULL
       ) AS quiet
FROM shares AS s
ORDER BY s.nth, {order}
