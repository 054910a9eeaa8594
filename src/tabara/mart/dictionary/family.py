"""What is kept of those who belong to a person, and of suspects."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Basis, Entry, Owner, Secrecy, While, help_to, told

WORDS = ("HouseholdMember", "Guardian", "Tracing", "TracingStep", "Involvement")

FAMILY: Mapping[str, Entry] = {
    "family.HouseholdMember": help_to("Know who lives with the person, and who depends on her"),
    "family.Guardian": help_to("Know who answers for a child"),
    "family.Tracing": help_to("Find a relative whom the person wants to find"),
    "family.TracingStep": help_to("Know how the search stands, so that it is not given up silently"),
    "family.CaseTie": help_to("Keep together who belongs together"),
    "family.Suspect": Entry(
        Owner.AGENCY,
        (Basis.VITAL,),
        Secrecy.CONFIDENTIAL,
        (While.COURSE,),
        "Recognise the same suspect in two cases by a code that names nobody",
    ),
    "family.Involvement": help_to("Protect the person from whoever may have trafficked her"),
    **{f"family.{model}.told": told("Keep who it is and what is known, for those who help") for model in WORDS},
}
