"""Record who works together, and on what."""

from tabara.partnership.operations.membership import join

__all__ = ["join"]
