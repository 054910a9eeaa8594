"""What is counted: declared as data, computed from the mart, given out through disclosure control."""
