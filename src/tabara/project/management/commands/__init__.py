"""Commands of Django that Tabara does otherwise."""
