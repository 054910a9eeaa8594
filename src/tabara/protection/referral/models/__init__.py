"""Referrals, and cases that change hands."""

from tabara.protection.referral.models.referral import Referral
from tabara.protection.referral.models.transfer import Transfer

__all__ = ["Referral", "Transfer"]
