"""What linkage says when it cannot be done: one sentence that names the cause and the remedy."""


class LinkageError(ValueError):
    """People cannot be linked as asked; the text says why, and what to do."""
