"""What a person needs, what is best for a child, the plan that is made with the person, and who meets about it."""
