"""What is kept of who somebody is."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import NEEDED, Entry, Owner, Secrecy, known, known_sealed

IDENTITIES: Mapping[str, Entry] = {
    "vault.Identity": known("Find who the person is, for those who help her"),
    "vault.Identity.sealed": known_sealed("Call, visit and protect the person: names, telephones, address"),
    "vault.Former": known("Part two people again who were taken for one by mistake"),
    "vault.Former.sealed": known_sealed("Know who the two were before: names, telephones, addresses"),
    "vault.NameToken": known("Find a person by a name that stands nowhere in the clear"),
    "vault.Photograph": known("Find the photographs of a person"),
    "vault.Photograph.sealed": known_sealed("Recognise the person, where she agreed to a photograph"),
    "vault.Listed": known("Count how the lists of several agencies overlap, where she agrees to research"),
    "vault.LinkedPair": known("Know which two records of a linkage may be one person, and who looked at both"),
    "vault.Draft": Entry(
        Owner.AGENCY, NEEDED, Secrecy.CONFIDENTIAL, ("draft",), "Take up an interview that was interrupted"
    ),
    "vault.Draft.sealed": Entry(
        Owner.AGENCY, NEEDED, Secrecy.SEALED, ("draft",), "Keep what was told so far, until the form is sent"
    ),
}
