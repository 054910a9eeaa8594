"""What `tabara doctor` looks at about keys: whether they open, what waits to be completed, what should be gone."""

from collections.abc import Iterator
from pathlib import Path

from tabara import sealing
from tabara.interfaces.cli.checks import Finding, State, verdict
from tabara.sealing.root import root_key_place, sealed_key_place


def of_keys(folder: Path) -> Iterator[Finding]:
    """Run the checks of keys."""
    from tabara.sealing.rotation import demand_keys, standing

    try:
        demand_keys()
    except sealing.KeyUnavailable as error:
        yield Finding("keys", State.PROBLEM, str(error), "Put the right root key back; nothing opens without it.")
        return
    found = standing()
    if found.ring.previous or found.half_rotated:
        done = "done" if not found.half_rotated else "half done"
        remedy = "tabara keys retire" if not found.half_rotated else "tabara keys rotate root"
        yield Finding("keys", State.WARNING, f"A rotation of the root key is {done}.", remedy)
    else:
        yield Finding("keys", State.OK, f"All {sum(found.roots.values())} domain keys open with the root key.")
    yield from _two_files(folder)
    yield _erasures()


def _two_files(folder: Path) -> Iterator[Finding]:
    if root_key_place(folder).exists() and sealed_key_place(folder).exists():
        yield verdict(
            "root key", True, "The sealed root key lies beside the plain one.", "tabara keys seal", "", State.WARNING
        )


def _erasures() -> Finding:
    """Check that what was erased is gone."""
    from tabara.sealing.ledger import LedgerBroken, unfinished

    try:
        left = unfinished()
    except LedgerBroken as error:
        return Finding("erasures", State.PROBLEM, str(error), "Until then a restored backup could bring people back.")
    return verdict(
        "erasures",
        left,
        f"{left} keys are still there that the ledger says were destroyed.",
        "tabara keys replay",
        "Everything that the erasure ledger names is gone.",
    )
