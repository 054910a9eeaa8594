"""On what ground a field is kept, how secret it is, whose it is, and until when: the words that entries are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial


class Owner(StrEnum):
    """Who answers for it."""

    AGENCY = "the agency that recorded it or holds the case"
    COMMISSION = "the national commission"
    INSTANCE = "the administrator of the instance"


class Basis(StrEnum):
    """On what ground it is processed; the articles stand in `ARTICLES`."""

    CONSENT = "consent"
    VITAL = "vital interests"
    OBLIGATION = "legal obligation"
    TASK = "public task"


ARTICLES: Mapping[Basis, str] = {
    Basis.CONSENT: "Malabo Convention (2014), article 13, principle 1; compare GDPR, article 6 (1) (a)",
    Basis.VITAL: "Malabo Convention (2014), article 13, principle 1 (d); compare GDPR, article 6 (1) (d)",
    Basis.OBLIGATION: "Malabo Convention (2014), article 13, principle 1 (a); compare GDPR, article 6 (1) (c)",
    Basis.TASK: "Malabo Convention (2014), article 13, principle 1 (b); compare GDPR, article 6 (1) (e)",
}


class Secrecy(StrEnum):
    """Its class: who may see it."""

    PUBLIC = "public"  # may stand on a wall
    INTERNAL = "internal"  # members
    CONFIDENTIAL = "confidential"  # members whose work it is, one record at a time
    SEALED = "sealed"  # encrypted with a key that lies elsewhere; opened by an operation with a reason


class While(StrEnum):
    """How long it is kept where no term of the pack ends it."""

    COURSE = "for good, and about nobody once who the person is was erased"
    CONTENT = "as long as what it opens"
    ACCOUNT = "as long as the account, open or closed"
    INSTANCE = "as long as the instance"
    NEVER = "never filled"


@dataclass(frozen=True)
class Entry:
    """What is said of a model, or of one field. `kept` names kinds of retention.toml, or one of `While`."""

    owner: Owner
    basis: tuple[Basis, ...]
    secrecy: Secrecy
    kept: tuple[str, ...]
    purpose: str


PERSON = ("closed_case", "closed_case_of_a_child", "not_a_victim")
TOLD = ("told_in_closed_case", "told_in_closed_case_of_a_child")
NEEDED = (Basis.CONSENT, Basis.VITAL)  # of somebody who cannot be asked, where it saves life or health

help_to = partial(Entry, Owner.AGENCY, NEEDED, Secrecy.CONFIDENTIAL, (While.COURSE,))
told = partial(Entry, Owner.AGENCY, NEEDED, Secrecy.SEALED, TOLD)
known = partial(Entry, Owner.AGENCY, NEEDED, Secrecy.CONFIDENTIAL, PERSON)
known_sealed = partial(Entry, Owner.AGENCY, NEEDED, Secrecy.SEALED, PERSON)
decided = partial(Entry, Owner.COMMISSION, (Basis.TASK,), Secrecy.CONFIDENTIAL, (While.COURSE,))
commission = partial(Entry, Owner.COMMISSION, (Basis.TASK,), Secrecy.INTERNAL, (While.INSTANCE,))
accounted = partial(Entry, Owner.AGENCY, (Basis.OBLIGATION,), Secrecy.CONFIDENTIAL, (While.COURSE,))
remembered = partial(Entry, Owner.INSTANCE, (Basis.OBLIGATION,), Secrecy.CONFIDENTIAL, ("audit",))
at_door = partial(Entry, Owner.INSTANCE, (Basis.TASK,), Secrecy.CONFIDENTIAL, ("door",))
key = partial(Entry, Owner.INSTANCE, (Basis.OBLIGATION,), Secrecy.CONFIDENTIAL, (While.CONTENT,))
key_sealed = partial(Entry, Owner.INSTANCE, (Basis.OBLIGATION,), Secrecy.SEALED, (While.CONTENT,))
staff = partial(Entry, Owner.AGENCY, (Basis.TASK,), Secrecy.INTERNAL, (While.INSTANCE,))
counted = partial(Entry, Owner.AGENCY, (Basis.TASK,), Secrecy.INTERNAL, (While.INSTANCE,))
machine = partial(Entry, Owner.INSTANCE, (Basis.TASK,), Secrecy.INTERNAL, (While.INSTANCE,))
secret = partial(Entry, Owner.INSTANCE, (Basis.TASK,), Secrecy.CONFIDENTIAL, (While.ACCOUNT,))
empty = Entry(Owner.INSTANCE, (), Secrecy.INTERNAL, (While.NEVER,), "A library brings the table; nothing is put there")
