"""The directory: what is offered where may be counted one day; who stays where is no figure but in numbers."""

from collections.abc import Mapping

from tabara.mart.fates.ways import (
    AGENCY,
    CLOCK,
    LINK,
    NOT_YET,
    NUMBER,
    TEXT,
    WHO,
    Fate,
    asked,
    carried,
    derived,
    fields,
    keys,
    left,
)

NIGHTS = "its month, and the nights of each month"
FILES = left("who brought what into the directory is no figure")
IN_A_DAY = "its month, and whether the answer came within a day"
SAFETY = left("where somebody is not safe is no figure")

DIRECTORY: Mapping[str, Fate] = {
    "directory.Provider.id": LINK,
    "directory.Provider.version": CLOCK,
    **fields("directory.Provider", "name place place_version phone hours sealed", TEXT),
    "directory.Provider.agency": derived(
        "asks.provider", "stays.provider", "nights.provider", "beds.provider", by=AGENCY
    ),
    **fields("directory.Provider", "since until", derived("beds.m", "beds.nights", by=NIGHTS)),
    **fields("directory.Provider", "kind is_confidential languages verified_on", NOT_YET),
    **fields("directory.Provider", "verified_by", WHO),
    **fields("directory.Offer", "id version", CLOCK),
    **fields("directory.Offer", "hours", TEXT),
    **fields(
        "directory.Offer",
        "provider service cost closed_days capacity full_until sexes age_from age_to takes_children child_age_to "
        "disabilities categories needs_determination since until",
        NOT_YET,
    ),
    **fields("directory.Exclusion", "id case provider reason note since until noted_by", SAFETY),
    **fields("directory.Room", "id provider", LINK),
    "directory.Room.kind": carried("stays.bed_kind", "nights.bed_kind", "beds.bed_kind"),
    "directory.Room.places": derived("beds.nights", by=NIGHTS),
    **fields("directory.Taken", "id room", LINK),
    **fields("directory.Taken", "places since until out_of_order", derived("beds.nights", by="less what is broken")),
    "directory.Taken.occupied": NOT_YET,
    **fields("directory.Stay", "id code", NUMBER),
    **fields("directory.Stay", "booked_by", WHO),
    **fields("directory.Stay", "booked_at", CLOCK),
    "directory.Stay.case": keys("stays", "nights"),
    "directory.Stay.taken": LINK,
    "directory.Stay.state": asked("a stay counts from the arrival on"),
    "directory.Stay.arrived_on": derived("stays.m", "nights.m", "nights.nights", by=NIGHTS),
    "directory.Stay.left_on": derived("stays.left_m", "nights.m", "nights.nights", by=NIGHTS),
    "directory.Stay.left_to": carried("stays.left_to"),
    "directory.Stay.left_safe": carried("stays.left_safe"),
    "directory.Stay.reviewed_on": NOT_YET,
    **fields(
        "directory.ProviderFile",
        "id agency fingerprint sealed lines sent_by sent_at state done_by done_at undone_by undone_at",
        FILES,
    ),
    **fields("directory.Brought", "id file line provider offer is_new before version", FILES),
    **fields("directory.Ask", "asked_by answered_by", WHO),
    "directory.Ask.id": NUMBER,
    "directory.Ask.case": keys("asks"),
    "directory.Ask.provider": LINK,
    "directory.Ask.kind": carried("asks.bed_kind"),
    "directory.Ask.state": carried("asks.ask_state"),
    "directory.Ask.decline_reason": carried("asks.decline_reason"),
    "directory.Ask.asked_at": derived("asks.m", "asks.in_a_day", by=IN_A_DAY),
    "directory.Ask.answered_at": derived("asks.in_a_day", by=IN_A_DAY),
    "directory.Ask.asked_from": left("the agency of the case is counted with the case"),
    "directory.Ask.stay": left("the stay is counted by itself"),
    **fields("directory.Ask", "child_ages since until", NOT_YET),
}
