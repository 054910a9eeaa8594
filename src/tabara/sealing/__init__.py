"""All cryptography of Tabara, in one room: nothing else imports a cipher, a digest or a random number for secrets.

The hierarchy, from the outside in: a *root key* (a file outside the data, or the environment) wraps *domain keys*
(one per agency and purpose), which wrap *data keys* (two per case: who the person is, what happened), which seal
fields. AES-256-GCM (NIST SP 800-38D) seals, AES key wrap (RFC 3394) wraps, HKDF-SHA-256 (RFC 5869) derives.
"""

from tabara.sealing.chance import code, event, number
from tabara.sealing.cipher import SealBroken
from tabara.sealing.digest import chain, fingerprint
from tabara.sealing.root import KeyUnavailable, create_root_key, former_secrets_for, root_key_place, secret_for

__all__ = [
    "KeyUnavailable",
    "SealBroken",
    "chain",
    "code",
    "create_root_key",
    "event",
    "fingerprint",
    "former_secrets_for",
    "number",
    "root_key_place",
    "secret_for",
]
