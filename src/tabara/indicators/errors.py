"""What the indicators answer when they refuse: a sentence for the person who asked."""


class IndicatorError(Exception):
    """A figure cannot be computed as it was asked for; the text says why and what to do."""
