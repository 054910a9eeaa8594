"""Who answers for each field of each model, what for, on what ground, how secret it is, and by whose term it is kept.

An entry speaks for all fields of its model but those with an entry of their own. It stands beside the fates because
this is the lowest floor that lists the models of all others already, and like them it holds nothing but names.
"""

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

CASEWORK: Mapping[str, Entry] = {
    "cases.Person": help_to("Tell apart children, women and men among those who are helped, without a name"),
    "cases.Case": help_to("Follow what happened to a person and what is done about it"),
    "cases.Category": help_to("Know why somebody is protected, so that the right help is offered"),
    "cases.CaseAccess": help_to("Show a case to those who may see it, and to nobody else"),
    "cases.Grant": help_to("Show a case beyond its holder, for a reason and a time"),
    "cases.Screening": help_to("Find out whether somebody may be a victim of trafficking"),
    "cases.Screening.notes": told("Keep what the person told, in words, for those who help"),
    "cases.Determination": decided("Decide whether somebody is a victim of trafficking, so that rights follow"),
    "cases.Determination.grounds": told("Say on what facts the decision rests, so that it can be contested"),
    "cases.Consent": accounted("Show what the person agreed to, and do nothing else"),
    "cases.Document": help_to("Keep the papers that the person needs for help or for her rights"),
    "cases.Document.about": told("Say what the paper is, so that it is found"),
    "cases.Document.sealed": told("Keep the paper itself"),
    "cases.Emergency": accounted("Open a case at once where life or health is at stake, and have that looked at after"),
    "cases.Emergency.stake": told("Say what was at stake, so that another can judge it"),
    "referral.Referral": help_to("Ask a provider to meet a need that the person wants met"),
    "assistance.Service": help_to("Know what help was given, so that none is missing and none is given twice"),
    "assistance.Service.notes": told("Keep what the next helper has to know"),
    "intake.Recipient": staff("Seal files for an office whose key two persons compared"),
    "intake.LegalHold": accounted("Keep what a court or an authority needs, until a day"),
    "intake.Review": accounted("Look at cases in which nothing happened for long, so that none is kept for nothing"),
    "intake.Erased": accounted("Show that something was erased, when and why"),
}

IDENTITIES: Mapping[str, Entry] = {
    "vault.Identity": known("Find who the person is, for those who help her"),
    "vault.Identity.sealed": known_sealed("Call, visit and protect the person: names, telephones, address"),
    "vault.NameToken": known("Find a person by a name that stands nowhere in the clear"),
    "vault.Photograph": known("Find the photographs of a person"),
    "vault.Photograph.sealed": known_sealed("Recognise the person, where she agreed to a photograph"),
    "vault.Draft": Entry(
        Owner.AGENCY, NEEDED, Secrecy.CONFIDENTIAL, ("draft",), "Take up an interview that was interrupted"
    ),
    "vault.Draft.sealed": Entry(
        Owner.AGENCY, NEEDED, Secrecy.SEALED, ("draft",), "Keep what was told so far, until the form is sent"
    ),
}

ACCOUNTS: Mapping[str, Entry] = {
    "access.Agency": Entry(
        Owner.INSTANCE, (Basis.TASK,), Secrecy.PUBLIC, (While.INSTANCE,), "Name the organisations that help"
    ),
    "access.Team": staff("Share work within an agency"),
    "access.Member": staff("Know who works here and what each may do; a closed account still signs its acts"),
    "access.Member.password": secret("Let nobody else in; only what proves it is kept, never the password"),
    "access.Approval": Entry(
        Owner.INSTANCE, (Basis.OBLIGATION,), Secrecy.CONFIDENTIAL, ("approval",), "Let two persons do what one must not"
    ),
    "access.Session": at_door("Know a browser in which somebody has signed in, and end it"),
    "access.StartCode": at_door("Let a new member begin, once"),
    "access.Knock": at_door("Slow down whoever guesses passwords; who and where stand as digests only"),
    "access.AuditEvent": remembered("Show who did and saw what; a person may ask who opened her file"),
    "access.AuditLink": remembered("Show that nobody changed that memory"),
    "access.AuditCheckpoint": remembered("Show it to those outside, too"),
    "cases.SavedView": Entry(
        Owner.AGENCY, (Basis.TASK,), Secrecy.CONFIDENTIAL, (While.ACCOUNT,), "Find the same cases again with one touch"
    ),
    "mfa.Authenticator": secret("Know the passkeys and codes of a member; secrets in it are sealed"),
}

OTHERS: Mapping[str, Entry] = {
    "prevention.Awareness": counted("Count how many people were reached; nobody is named"),
    "prevention.Training": counted("Count the trainings"),
    "prevention.Attendance": counted("Count who was trained, by profession; nobody is named"),
    "partnership.Membership": Entry(
        Owner.COMMISSION, (Basis.TASK,), Secrecy.INTERNAL, (While.INSTANCE,), "Know which organisations work together"
    ),
    "sealing.DomainKey": key("Know which key of an agency is in use"),
    "sealing.DomainKey.wrapped": key_sealed("Open the data keys of one agency"),
    "sealing.DomainKey.old_wrapped": key_sealed("Open them while the root key is exchanged"),
    "sealing.DataKey": key("Find the key of a person or of a case"),
    "sealing.DataKey.wrapped": key_sealed("Open what is sealed about one person or case; destroyed to erase it"),
    "sealing.Erasure": remembered("Notice an erasure that a restored backup would undo"),
    "jobs.Job": machine("Do work in the background, once"),
    "django_tasks_database.DBTaskResult": machine("Hold the jobs that wait, and what came of them"),
    "contenttypes.ContentType": machine("List the models; Django writes it by itself"),
    "auth.Permission": machine("List what Django could permit; Django writes it by itself, and nothing asks it"),
    **dict.fromkeys(("auth.Group", "account.EmailAddress", "account.EmailConfirmation"), empty),
}

DICTIONARY: Mapping[str, Entry] = {**CASEWORK, **IDENTITIES, **ACCOUNTS, **OTHERS}


def entry_of(field: str) -> Entry:
    """Return what is said of a field, given as `app.Model.field`: by itself, or with its model."""
    return DICTIONARY.get(field) or DICTIONARY[field.rpartition(".")[0]]
