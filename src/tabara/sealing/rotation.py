"""Exchange keys while the server runs: the root key around all domain keys, or the domain keys around all data keys.

In the course of a rotation both the new and the old key open everything. What a crash leaves half done is whole to
every reader, is seen by `standing`, and is completed by doing the same again. `retire` ends it: only then is the old
key of no use to anybody.
"""

import fcntl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Q, QuerySet

from tabara.sealing import cipher, ledger
from tabara.sealing.cipher import SealBroken
from tabara.sealing.domains import Purpose, alone_with_domains, new_wrapped, opened, wrapped_of
from tabara.sealing.models import DataKey, DomainKey
from tabara.sealing.root import CannotChange, KeyUnavailable, Ring, provider_of, ring
from tabara.sealing.shredding import sweep

AT_ONCE = 500  # data keys in one transaction: a writer waits for a moment only
FIXED = (Purpose.INDEX,)  # search tokens are made with it directly: another key would find nobody


@dataclass(frozen=True)
class Standing:
    """Where the keys stand: names, versions and numbers, nothing secret."""

    ring: Ring
    roots: dict[str, int]  # the id of a root key -> how many domain keys it wraps, as the only one or the newer
    domains: dict[tuple[str, int], int]  # purpose and version -> how many domain keys
    keys: dict[tuple[str, int], int]  # … and how many data keys they wrap

    @property
    def unknown(self) -> list[str]:
        """Return the ids of root keys that are needed and not held."""
        return sorted(set(self.roots) - set(self.ring.ids))

    @property
    def half_rotated(self) -> bool:
        """Return whether some domain keys wait for the current root key."""
        return set(self.roots) - {self.ring.current.id} != set()


def standing() -> Standing:
    """Return where the keys stand.

    Raises:
        KeyUnavailable: where the provider gives no root key.
    """
    held = ring(settings.HOME)
    roots = Counter(
        old if root not in held.ids and old in held.ids else root
        for root, old in DomainKey.objects.values_list("root", "old_root")
    )
    domains = DomainKey.objects.values_list("purpose", "version").annotate(number=Count("pk")).order_by()
    keys = DataKey.objects.values_list("domain__purpose", "domain__version").annotate(number=Count("pk")).order_by()
    return Standing(held, dict(roots), {(p, v): n for p, v, n in domains}, {(p, v): n for p, v, n in keys})


def demand_keys() -> None:
    """Refuse to start with a root key that is missing, another instance's, or one that only some keys were wrapped by.

    Raises:
        KeyUnavailable: it names the provider, the key that it holds and the one that is needed.
    """
    found = standing()
    if found.unknown:
        number = sum(found.roots[one] for one in found.unknown)
        raise KeyUnavailable(
            f"The provider “{found.ring.provider}” ({found.ring.place}) holds the root key "
            f"{' and '.join(found.ring.ids)}, but {number} of the {sum(found.roots.values())} domain keys are wrapped "
            f"by {' and '.join(found.unknown)}. Put that key back; nothing was written."
        )


def rotate_root() -> int:
    """Wrap every domain key by a new root key as well, or complete what began so; return how many that were.

    Raises:
        CannotChange: where the provider's keys are changed elsewhere, or the rotation before was not retired.
    """
    with _alone():
        demand_keys()
        if ring(settings.HOME).previous is None:
            provider_of(settings.HOME).renew()
        elif not standing().half_rotated and DomainKey.objects.exists():
            raise CannotChange("The last rotation is done, but its old key is still held. Run: tabara keys retire")
        number = _wrap_anew(ring(settings.HOME))
        ledger.mark_anew()
        return number


def _wrap_anew(held: Ring) -> int:
    """Let the current root key wrap what an older one did, all of it or nothing, and keep the older wrapping."""
    with transaction.atomic(using="keys"):
        rows = list(DomainKey.objects.select_for_update().exclude(root=held.current.id))
        for row in rows:
            plain = opened(wrapped_of(row))
            row.old_wrapped, row.old_root = row.wrapped, row.root
            row.wrapped, row.root = held.current.wrap(plain), held.current.id
        DomainKey.objects.bulk_update(rows, ["wrapped", "root", "old_wrapped", "old_root"], batch_size=200)
    return len(rows)


def rotate_domains() -> tuple[int, int]:
    """Wrap every data key by a new version of its domain key, or complete what began so.

    Return how many were wrapped anew, and how many could not be, because they were altered.
    """
    with _alone():
        demand_keys()
        newest = _newest()
        if not _left_behind(newest).exists():
            with transaction.atomic(using="keys"):  # all of them or none: what is left behind then says what waits
                newest = {pair: _next_version(pair, row) for pair, row in newest.items()}
        done = [_move(row) for row in newest.values()]
        return sum(moved for moved, _ in done), sum(broken for _, broken in done)


def retire() -> int:
    """Forget the root key before the current one, and the domain keys that wrap nothing; return how many those were.

    Raises:
        CannotChange: where the provider's keys are changed elsewhere; everything else is done then.
    """
    with _alone():
        demand_keys()
        _wrap_anew(ring(settings.HOME))
        ledger.mark_anew()
        DomainKey.objects.exclude(old_root="").update(old_wrapped=None, old_root="")
        gone = sum(_drop(row) for row in _empty())
        transaction.on_commit(sweep, using="keys")
        if ring(settings.HOME).previous is not None:
            provider_of(settings.HOME).retire()
        return gone


def _newest() -> dict[tuple[object, str], DomainKey]:
    """Return the newest domain key of each agency and purpose that data keys may be wrapped by."""
    rows = DomainKey.objects.exclude(purpose__in=FIXED).order_by("version")
    return {(row.agency, row.purpose): row for row in rows}


def _left_behind(newest: dict[tuple[object, str], DomainKey]) -> QuerySet[DataKey]:
    return DataKey.objects.exclude(domain__in=[row.pk for row in newest.values()])


def _next_version(pair: tuple[object, str], row: DomainKey) -> DomainKey:
    agency, purpose = pair
    made, _ = DomainKey.objects.get_or_create(
        agency=agency, purpose=purpose, version=row.version + 1, defaults=new_wrapped()
    )
    return made


def _move(newest: DomainKey) -> tuple[int, int]:
    """Wrap the data keys of older versions by the newest, a few at a time; return how many, and how many are broken."""
    outer, last, moved, broken = opened(wrapped_of(newest)), 0, 0, 0
    older = Q(domain__agency=newest.agency, domain__purpose=newest.purpose, domain__version__lt=newest.version)
    while True:
        with transaction.atomic(using="keys"):
            rows = list(
                DataKey.objects.select_for_update(of=("self",))
                .select_related("domain")
                .filter(older, pk__gt=last)
                .order_by("pk")[:AT_ONCE]
            )
            good = [row for row in rows if _rewrapped(row, newest, outer)]
            DataKey.objects.bulk_update(good, ["wrapped", "domain"], batch_size=200)
        if not rows:
            return moved, broken
        last, moved, broken = rows[-1].pk, moved + len(good), broken + len(rows) - len(good)


def _rewrapped(row: DataKey, newest: DomainKey, outer: bytes) -> bool:
    try:
        row.wrapped = cipher.wrap(outer, cipher.unwrap(opened(wrapped_of(row.domain)), bytes(row.wrapped)))
    except SealBroken:
        return False  # it opened nothing before, either
    row.domain = newest
    return True


def _empty() -> list[DomainKey]:
    """Return the domain keys of older versions that wrap nothing."""
    top = {
        (agency, purpose): version
        for agency, purpose, version in DomainKey.objects.values_list("agency", "purpose")
        .annotate(Max("version"))
        .order_by()
    }
    rows = DomainKey.objects.exclude(pk__in=DataKey.objects.values("domain"))
    return [row for row in rows if row.version < top[row.agency, row.purpose]]


def _drop(row: DomainKey) -> int:
    try:
        with transaction.atomic(using="keys"):
            alone_with_domains()
            return row.delete()[0]
    except IntegrityError:
        return 0  # somebody made a data key under it in the meantime: it is needed after all


@contextmanager
def _alone() -> Iterator[None]:
    """Let no other process exchange keys meanwhile."""
    with (settings.HOME / "rotation.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
