"""What is said where a table cannot be published."""


class DisclosureError(Exception):
    """A table cannot be published: it does not add up, or its small counts cannot be protected."""
