-- Nights of the places of shelters, by month.
SELECT bed_kind, provider, m, nights FROM beds
