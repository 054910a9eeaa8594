"""Who works together, and on what."""

from tabara.partnership.models.membership import Membership

__all__ = ["Membership"]
