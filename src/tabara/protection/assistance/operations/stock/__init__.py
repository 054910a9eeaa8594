"""What is done with things: into a store, out of it, counted, handed to a person."""
