"""The pillar of prosecution: the law, and what comes of it before the courts."""
