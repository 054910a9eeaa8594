"""Providers and what they offer, where a person is not safe, and the places of a shelter with who holds them."""

from tabara.protection.directory.models.beds import Ask, Room, Stay, Taken
from tabara.protection.directory.models.files import Brought, ProviderFile
from tabara.protection.directory.models.provider import Offer, Provider
from tabara.protection.directory.models.safety import Exclusion

__all__ = ["Ask", "Brought", "Exclusion", "Offer", "Provider", "ProviderFile", "Room", "Stay", "Taken"]
