"""Reads of what is handed over."""
