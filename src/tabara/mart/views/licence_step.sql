-- Licences of recruitment agencies suspended or revoked, one row each.
SELECT licence_state, m, 1 AS licences FROM licence_steps
