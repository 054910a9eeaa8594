"""What is kept of focal points and alerts."""

from collections.abc import Mapping
from functools import partial

from tabara.mart.dictionary.terms import TOLD, Basis, Entry, Owner, Secrecy, While, help_to, staff

# Of an alert that led to a case, what was told goes with what was told in the case.
heard = partial(
    Entry, Owner.AGENCY, (Basis.VITAL, Basis.OBLIGATION), Secrecy.SEALED, ("alert", *TOLD)
)  # nobody could ask the person in danger yet
noticed = partial(Entry, Owner.AGENCY, (Basis.VITAL, Basis.OBLIGATION), Secrecy.CONFIDENTIAL, (While.COURSE,))

COMMUNITY: Mapping[str, Entry] = {
    "community.FocalPoint": staff("Know which hill has somebody to turn to, and which has nobody"),
    "community.FocalPoint.sealed": Entry(
        Owner.AGENCY, (Basis.CONSENT,), Secrecy.SEALED, ("focal_point",), "Telephone and visit the focal point"
    ),
    "community.Supervision": staff("Know when a focal point was visited, and what she needs"),
    "community.TrainingAttended": staff("Know what a focal point was taught"),
    "community.Alert": noticed("Act at once where somebody may be in danger, and let no alert be forgotten"),
    "community.Alert.told": heard("Know what was said, so that the right help comes"),
    "community.Alert.reach": heard("Ask back, and find the person without danger"),
    "community.Alert.spot": heard("Find the place, where a commune is too wide"),
    "community.AlertStep": noticed("Show who weighed an alert, and whose it was when"),
    "community.AlertCase": help_to("Know which alert led to a case"),
}
