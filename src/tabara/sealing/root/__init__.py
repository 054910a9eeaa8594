"""The root key: what holds it, and what is derived from it."""

from tabara.sealing.root.held import (
    create_root_key,
    former_secrets_for,
    key_named,
    provider_of,
    ring,
    secret_for,
)
from tabara.sealing.root.key import LENGTH, KeyUnavailable, Ring, RootKey, derive
from tabara.sealing.root.places import ledger_place, root_key_place, sealed_key_place
from tabara.sealing.root.providers import CannotChange

__all__ = [
    "LENGTH",
    "CannotChange",
    "KeyUnavailable",
    "Ring",
    "RootKey",
    "create_root_key",
    "derive",
    "former_secrets_for",
    "key_named",
    "ledger_place",
    "provider_of",
    "ring",
    "root_key_place",
    "sealed_key_place",
    "secret_for",
]
