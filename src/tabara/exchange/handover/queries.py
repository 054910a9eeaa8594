"""What an instance shows of itself to others, and what two people read to each other before they trust it."""

from dataclasses import dataclass

from tabara import codelists
from tabara.sealing import partners

FORMAT = "tabara-partner"


@dataclass(frozen=True)
class Identity:
    """The public side of an instance: how it names itself, its country, its two keys."""

    instance: str
    country: str
    seals_to: str
    signs_with: str

    @property
    def spoken(self) -> str:
        """Return the fingerprint of the keys, as it is read out."""
        return partners.fingerprint(partners.PublicKeys(self.seals_to, self.signs_with))


def ourselves() -> Identity:
    """Return what this instance shows of itself; all of it is public."""
    pack, keys = codelists.pack(), partners.ours()
    return Identity(pack.text("en"), pack.country, keys.seals_to, keys.signs_with)
