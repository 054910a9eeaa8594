"""The pillar of prevention: awareness raised and people trained, counted as events, never as known persons."""
