"""Short secrets that belong to the instance itself, such as those of one-time codes: sealed like everything else."""

import base64
import uuid

from django.db import IntegrityError, transaction

from tabara.sealing.keys import Purpose, create_key, data_keys, seal, unseal

ITSELF = uuid.UUID(int=6)  # the subject, and the agency, of the instance's own key


def seal_text(field: str, text: str) -> str:
    """Return a short text sealed for one field, in letters; the key is made when first needed."""
    if not data_keys([ITSELF], Purpose.ACCOUNT):
        try:
            with transaction.atomic(using="keys"):
                create_key(ITSELF, ITSELF, Purpose.ACCOUNT)
        except IntegrityError:
            pass  # another process made it in the same moment; both use that one
    return base64.b64encode(seal(ITSELF, Purpose.ACCOUNT, field, text)).decode()


def unseal_text(field: str, sealed: str) -> str:
    """Return the text that was sealed for this field."""
    return str(unseal(ITSELF, Purpose.ACCOUNT, field, base64.b64decode(sealed)))
