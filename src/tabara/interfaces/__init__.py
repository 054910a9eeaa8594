"""The doors; none knows another."""
