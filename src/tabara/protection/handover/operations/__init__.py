"""What may happen to what is handed over."""
