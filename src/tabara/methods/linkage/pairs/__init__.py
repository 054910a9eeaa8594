"""Linking whole lists: which records may be of one person, and how probably."""
