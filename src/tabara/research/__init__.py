"""Research: which lists are counted, how they overlap, and what a study says of how many there are. It knows nobody."""
