"""Who answers for each field of each model, what for, on what ground, how secret it is, and by whose term it is kept.

An entry speaks for all fields of its model but those with an entry of their own. It stands beside the fates because
this is the lowest floor that lists the models of all others already, and like them it holds nothing but names. Each
room of the house has a file here.
"""

from collections.abc import Mapping

from tabara.mart.dictionary.accounts import ACCOUNTS
from tabara.mart.dictionary.assistance import ASSISTANCE
from tabara.mart.dictionary.casework import CASEWORK
from tabara.mart.dictionary.community import COMMUNITY
from tabara.mart.dictionary.consents import CONSENTS
from tabara.mart.dictionary.countries import COUNTRIES
from tabara.mart.dictionary.court import COURT
from tabara.mart.dictionary.directory import DIRECTORY
from tabara.mart.dictionary.envelopes import ENVELOPES
from tabara.mart.dictionary.family import FAMILY
from tabara.mart.dictionary.homeward import HOMEWARD
from tabara.mart.dictionary.identification import IDENTIFICATION
from tabara.mart.dictionary.identities import IDENTITIES
from tabara.mart.dictionary.others import OTHERS
from tabara.mart.dictionary.outside import OUTSIDE
from tabara.mart.dictionary.planning import PLANNING
from tabara.mart.dictionary.referral import REFERRALS
from tabara.mart.dictionary.terms import ARTICLES, Basis, Entry, Owner, Secrecy, While

__all__ = ["ARTICLES", "DICTIONARY", "Basis", "Entry", "Owner", "Secrecy", "While", "entry_of"]

DICTIONARY: Mapping[str, Entry] = {
    **CASEWORK,
    **PLANNING,
    **REFERRALS,
    **ENVELOPES,
    **ASSISTANCE,
    **CONSENTS,
    **HOMEWARD,
    **IDENTIFICATION,
    **DIRECTORY,
    **FAMILY,
    **COMMUNITY,
    **IDENTITIES,
    **ACCOUNTS,
    **COUNTRIES,
    **COURT,
    **OUTSIDE,
    **OTHERS,
}


def entry_of(field: str) -> Entry:
    """Return what is said of a field, given as `app.Model.field`: by itself, or with its model."""
    return DICTIONARY.get(field) or DICTIONARY[field.rpartition(".")[0]]
