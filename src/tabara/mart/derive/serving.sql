-- Focal points, with the months from and until which they serve, and the commune in the newest division.
SELECT t.nth, t.agency, t.focal_mandate, t.since, t.until,
       {newest} AS commune_now,
       {places}
FROM points AS t
{joins}
ORDER BY t.nth
