"""What is said of a person in one way alone, before any key makes tokens of it."""
