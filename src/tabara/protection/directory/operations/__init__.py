"""Keep the directory, say where a person is not safe, and give, ask for and end places to sleep."""

from tabara.protection.directory.operations.asking import accept_place, ask_place, decline_place, withdraw_ask
from tabara.protection.directory.operations.filing.comparing import Plan, Standing
from tabara.protection.directory.operations.filing.importing import import_file, undo_import
from tabara.protection.directory.operations.filing.sending import drop_file, plan, seen_of, send_file
from tabara.protection.directory.operations.filing.sheets import columns, standing_sheet, template, wrong_lines
from tabara.protection.directory.operations.opening import (
    open_whereabouts,
    open_whereabouts_for,
    seal_whereabouts,
    whereabouts,
)
from tabara.protection.directory.operations.providers import (
    Listing,
    add_provider,
    close_provider,
    confirm_provider,
    edit_provider,
    listing,
)
from tabara.protection.directory.operations.rooms import put_in_order, put_out_of_order, set_room
from tabara.protection.directory.operations.safety import exclude_provider, lift_exclusion, open_exclusion
from tabara.protection.directory.operations.services import Terms, add_offer, edit_offer, end_offer
from tabara.protection.directory.operations.staying import (
    arrive,
    book_stay,
    cancel_stay,
    extend_stay,
    leave,
    review_stay,
)

__all__ = [
    "Listing",
    "Plan",
    "Standing",
    "Terms",
    "accept_place",
    "add_offer",
    "add_provider",
    "arrive",
    "ask_place",
    "book_stay",
    "cancel_stay",
    "close_provider",
    "columns",
    "confirm_provider",
    "decline_place",
    "drop_file",
    "edit_offer",
    "edit_provider",
    "end_offer",
    "exclude_provider",
    "extend_stay",
    "import_file",
    "leave",
    "lift_exclusion",
    "listing",
    "open_exclusion",
    "open_whereabouts",
    "open_whereabouts_for",
    "plan",
    "put_in_order",
    "put_out_of_order",
    "review_stay",
    "seal_whereabouts",
    "seen_of",
    "send_file",
    "set_room",
    "standing_sheet",
    "template",
    "undo_import",
    "whereabouts",
    "withdraw_ask",
    "wrong_lines",
]
