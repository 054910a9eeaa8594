-- Versions of published documents, one row each: the month in which it came out, and the days from and until which it holds.
SELECT document, language, version, m, since, until, guidance_kind, guidance_theme, audience, 1 AS versions
FROM published_documents
