"""The help that was given: which service, when, by whom, how much."""
