"""The pages of the manual that are drawn from the code and the packs, each in a module of its own."""
