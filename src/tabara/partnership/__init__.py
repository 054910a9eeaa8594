"""The pillar of partnership: who works together, in which group."""
