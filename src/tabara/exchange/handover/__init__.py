"""One person's sealed envelope between two countries, its receipt and its outcome: files that somebody carries."""
