"""The forms of needs and plans."""
