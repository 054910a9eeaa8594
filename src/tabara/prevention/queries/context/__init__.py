"""Reads of context: the files it came in, what the layers say of each commune, and what was held there."""
