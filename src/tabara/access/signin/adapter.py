"""What django-allauth asks of us: how its secrets are sealed, and under which name a passkey is kept."""

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser

from tabara.sealing import instance


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Seals the secrets of codes, and says nothing on a phone but “Tabara” and the sign-in name."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return instance.seal_text("factor", text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret."""
        return instance.unseal_text("factor", encrypted_text)

    def get_totp_issuer(self) -> str:
        """Return the name that an authenticator app shows."""
        return "Tabara"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whom a passkey is for: the name of this server, without its port."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Tabara"}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, object]:
        """Return under which names a device keeps a passkey: the sign-in name alone."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.get_username()}


def sealed(secret: str) -> str:
    """Return the secret of an app that is being set up, as a session keeps it."""
    return Adapter().encrypt(secret)


def opened(kept: str) -> str:
    """Return that secret."""
    return Adapter().decrypt(kept)


def address_of_app(member: AbstractBaseUser, secret: str) -> str:
    """Return what a QR code tells an app."""
    return str(Adapter().build_totp_url(member, secret))
