"""What members ask about the law."""

from tabara.prosecution.queries.law import Found, article, find, instruments

__all__ = ["Found", "article", "find", "instruments"]
