"""Public numbers about places: carried as they are, for nobody is known by them."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, LINK, MONTH, NUMBER, TEXT, WHO, Fate, asked, carried, derived, fields, left

FILE, VALUE = "prevention.ContextFile", "prevention.ContextValue"

CONTEXT: Mapping[str, Fate] = {
    **fields(FILE, "id", LINK),
    **fields(FILE, "agency sent_by done_by undone_by", WHO),
    **fields(FILE, "source undone_for", TEXT),
    **fields(FILE, "division fingerprint held lines brought", left("how a file was read is no figure")),
    **fields(FILE, "sent_at undone_at", CLOCK),
    **fields(FILE, "is_invented", left("whoever looks at the layers sees it")),
    f"{FILE}.layer": carried("context_values.context_layer"),
    f"{FILE}.state": asked("what was not imported, or was undone, does not count"),
    f"{FILE}.done_at": asked("of two files of one day the one imported last counts"),
    **fields(VALUE, "id line", NUMBER),
    f"{VALUE}.file": LINK,
    f"{VALUE}.place": derived("context_values.place", by="its commune, or what the pack allows at the finest"),
    f"{VALUE}.place_version": carried("context_values.place_version"),
    f"{VALUE}.as_of": derived(
        *(f"context_values.{name}" for name in ("m", "since", "until", "nth", "quiet_m")),
        by=f"{MONTH}, the days from and until which it is the newest, and since when a session is recent",
    ),
    f"{VALUE}.value": derived("context_values.number", by="what one place and day have together"),
    f"{VALUE}.cause": carried("context_values.context_cause"),
    **fields(VALUE, "round origin", left("no figure asks for it yet")),
}
