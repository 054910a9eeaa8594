"""What was handed over, to whom, and what came back."""
