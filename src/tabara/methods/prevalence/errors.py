"""What stops an estimate before it begins."""


class PrevalenceError(Exception):
    """Lists or options from which nothing can be computed; the sentence names the cause and the remedy."""
