"""Tabara: find, protect and count the victims of trafficking in persons."""
