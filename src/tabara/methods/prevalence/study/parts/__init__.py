"""What a study tries on a table, each in a module of its own."""
