"""Figures for people: infosheets and charts."""
