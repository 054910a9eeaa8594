"""Work in the background, done at least once, however often a worker dies."""
