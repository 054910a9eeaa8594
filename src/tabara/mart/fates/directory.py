"""The directory: what is offered where may be counted one day; who stays where is no figure but in numbers."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, NOT_YET, NUMBER, TEXT, WHO, Fate, fields, left

SAFETY = left("where somebody is not safe is no figure")

DIRECTORY: Mapping[str, Fate] = {
    **fields("directory.Provider", "id version", CLOCK),
    **fields("directory.Provider", "name place place_version phone hours sealed", TEXT),
    **fields("directory.Provider", "agency kind is_confidential languages since until verified_on", NOT_YET),
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
    **fields("directory.Room", "id provider kind places", NOT_YET),
    **fields("directory.Taken", "id room places since until occupied out_of_order", NOT_YET),
    **fields("directory.Stay", "id code", NUMBER),
    **fields("directory.Stay", "booked_by", WHO),
    **fields("directory.Stay", "booked_at", CLOCK),
    **fields("directory.Stay", "case taken state arrived_on reviewed_on left_on left_to left_safe", NOT_YET),
    **fields("directory.Ask", "asked_by answered_by", WHO),
    **fields(
        "directory.Ask",
        "id case provider kind child_ages since until asked_from asked_at state answered_at decline_reason stay",
        NOT_YET,
    ),
}
