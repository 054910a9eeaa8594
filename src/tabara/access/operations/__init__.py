"""What may happen to accounts, and what two persons do together."""

from tabara.access.operations.accounts import add_agency, add_member, close_member

__all__ = ["add_agency", "add_member", "close_member"]
