"""The directory: providers, where somebody is not safe, and places to sleep."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Basis, Entry, Owner, Secrecy, While, help_to, staff, told

DIRECTORY: Mapping[str, Entry] = {
    "directory.Provider": staff("Know who gives which help where, so that a need is met near the person"),
    "directory.Provider.sealed": Entry(
        Owner.AGENCY,
        (Basis.TASK,),
        Secrecy.SEALED,
        (While.INSTANCE,),
        "Find a confidential place when somebody is brought there, and let nobody else find it",
    ),
    "directory.Offer": staff("Know for whom a service is and what it costs, before somebody travels for nothing"),
    "directory.ProviderFile": staff("Bring many providers into the directory at once, and take them back as one"),
    "directory.ProviderFile.sealed": Entry(
        Owner.AGENCY,
        (Basis.TASK,),
        Secrecy.SEALED,
        (While.INSTANCE,),
        "Look at a file before it is imported, and let nobody read in it what must not be found; gone after that",
    ),
    "directory.Brought": staff("Know what a file made and changed, so that it can be undone while nobody touched it"),
    "directory.Exclusion": help_to("Keep somebody away from a place where she is not safe"),
    "directory.Exclusion.note": told("Say why the place is not safe, for those who carry the case"),
    "directory.Room": staff("Know how many places to sleep there are"),
    "directory.Taken": staff("Know how many places are free, without saying who has the others"),
    "directory.Stay": help_to("Give one person one safe place at a time, and know when and where she goes"),
    "directory.Ask": help_to("Ask another agency for a place, without saying for whom"),
}
