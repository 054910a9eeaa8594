"""What is about to leave, and the guard at the door: all releases of the same years are one linked set.

Suppression sees one table. Whoever keeps what was given out can subtract: the half-year less the first quarter, the
country less its provinces, the division of today less the one before. So before a release leaves, it is attacked
together with all others, and refused where a number of a few people would follow that neither tells alone.
"""

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import chain, product

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.indicators.entries import Entry, digest, from_row
from tabara.indicators.ground import Shared, shared
from tabara.indicators.profiles import profile
from tabara.methods.disclosure import Derived, DisclosureError, Patience, Told, derived
from tabara.publication.models import Release
from tabara.publication.releases.naming import STUDY, called, sheet
from tabara.publication.studies.ground import is_total, same_total, shared_lists
from tabara.publication.studies.released import KEY

SECONDS = 20.0  # that everything may take which is looked at before something leaves; a year needs part of one

NOTHING: tuple[tuple[Hashable, ...], Refused | None] = (), None
_looked: ContextVar[tuple[tuple[Hashable, ...], Refused | None]] = ContextVar("looked_at_before", default=NOTHING)


@dataclass(frozen=True)
class Leaving:
    """A release before it is one."""

    kind: str
    name: str
    language: str
    since: dt.date
    until: dt.date
    profile: str
    built_at: dt.datetime
    entries: tuple[Entry, ...]

    @property
    def counts_since(self) -> dt.date:
        """Return the first day of anything that is counted."""
        return min([self.since, *(one.since for one in self.entries)])

    @property
    def counts_until(self) -> dt.date:
        """Return the first day after all of it."""
        return max([self.until, *(one.until for one in self.entries)])

    @property
    def digest(self) -> str:
        """Return the digest of its numbers."""
        return digest(self.entries)

    @property
    def threshold(self) -> int:
        """Return the smallest count that its readers may know."""
        return profile(self.profile).threshold


def linked_to(one: Leaving) -> dict[Release, list[Entry]]:
    """Return the releases of the same years with their numbers, the oldest first."""
    first, last = dt.date(one.counts_since.year, 1, 1), dt.date(one.counts_until.year + 1, 1, 1)
    near = Release.objects.filter(counts_since__lt=last, counts_until__gt=first).exclude(numbers=[])
    return {release: [from_row(row) for row in release.numbers] for release in near.order_by("given_at", "id")}


def look_first(one: Leaving) -> None:
    """Compare a release with all others before it is entered, so that nobody has to wait until that is done.

    What came out holds as long as nothing else was given out meanwhile; `refuse_linked` looks again where it was.
    """
    seen = _seen(one)
    try:
        _refuse_linked(one)
        _looked.set((seen, None))
    except Refused as refusal:
        _looked.set((seen, refusal))


def refuse_linked(one: Leaving) -> None:
    """Refuse a release that, with one that was given out before, would tell of a few people.

    Raises:
        Refused: naming the two and what would follow from them.
    """
    seen, refusal = _looked.get()
    _looked.set(NOTHING)
    if seen != _seen(one):
        _refuse_linked(one)
    elif refusal is not None:
        raise refusal


def _seen(one: Leaving) -> tuple[Hashable, ...]:
    """Give all on which it depends what comes out: the register only grows."""
    last = Release.objects.order_by("-given_at", "-id").values_list("id", flat=True).first()
    return one, get_language(), Release.objects.order_by().count(), last


def _refuse_linked(one: Leaving) -> None:
    if one.threshold < 2 or not one.entries or Release.objects.filter(digest=one.digest).exists():
        return  # the same numbers tell nothing that they did not tell before
    before = linked_to(one)
    _refuse_again(one, before)
    try:
        found = next(filter(None, _found(one, before)), None)
    except DisclosureError:  # nothing is safe of which that could not be shown
        raise Refused(_too_much(one)) from None
    if found is not None:
        raise Refused(_told(found, one, before))


def _found(one: Leaving, before: Mapping[Release, Sequence[Entry]]) -> Iterator[Derived | None]:
    patience = Patience(SECONDS)
    for (told, now), ground in _attacks(one, before):
        yield derived(told, now, one.threshold, adds=ground.adds, patience=patience)


def _too_much(one: Leaving) -> str:
    """Say that it could not be shown to be safe, and what would be easier."""
    if one.kind == STUDY:
        sentence = _(
            "“%(now)s” cannot be compared with all studies given out before: together they name too many lists. "
            "Sign off a study of fewer lists."
        )
    else:
        sentence = _(
            "“%(now)s” cannot be compared with everything that was given out before: there are too many numbers. "
            "Choose a coarser cut or a shorter period."
        )
    return sentence % {"now": sheet(one.name, one.since, one.until)}


def _attacks(
    one: Leaving, before: Mapping[Release, Sequence[Entry]]
) -> Iterator[tuple[tuple[list[Told], list[Told]], Shared]]:
    """Give the numbers of before and of now on each ground that they share."""
    owners = ["" for _entry in one.entries] + [str(release.pk) for release, some in before.items() for _entry in some]
    entries = [*one.entries, *(entry for some in before.values() for entry in some)]
    now = range(len(one.entries))
    for ground in chain(shared(entries, now), shared_lists(entries, now)):
        told = [
            Told(owners[at], called(entries[at]), parts, entries[at].value, entries[at].error)
            for at, parts in zip(ground.entries, ground.parts, strict=True)
        ]
        yield ([each for each in told if each.release], [each for each in told if not each.release]), ground


def _refuse_again(one: Leaving, before: Mapping[Release, Sequence[Entry]]) -> None:
    """Refuse to give the same total of people out again that a few joined: side by side, both sheets describe them.

    It is compared with every paper that ever told it, for nobody gives the older ones back.
    """
    totals = [entry for entry in one.entries if _is_total(entry) and entry.value is not None]
    earlier = [(release, old) for release, some in before.items() for old in some if old.value is not None]
    for entry, (release, old) in product(totals, reversed(earlier)):
        if not old.error and 0 < abs((entry.value or 0) - (old.value or 0)) < one.threshold and _again(entry, old):
            raise Refused(
                _(
                    "“%(now)s” was given out on %(day)s as “%(before)s”, and fewer than %(threshold)s people joined or "
                    "left since in “%(what)s”: both side by side would describe them. Give the earlier one out again, "
                    "or wait until more have changed."
                )
                % {**_names(one, release), "what": called(entry), "threshold": one.threshold}
            )


def _is_total(entry: Entry) -> bool:
    if entry.key == KEY:
        return is_total(entry)
    return not entry.where and not entry.error and entry.indicator is not None and entry.indicator.of_people


def _again(entry: Entry, old: Entry) -> bool:
    """Say whether two numbers are the same total of people, told twice."""
    if entry.key == KEY == old.key:
        return is_total(old) and same_total(entry, old)
    return (entry.key, entry.where, entry.since, entry.until) == (old.key, old.where, old.since, old.until)


def _told(found: Derived, one: Leaving, before: Mapping[Release, Sequence[Entry]]) -> str:
    """Say which two releases tell too much together; never the number itself."""
    release = next(release for release in before if str(release.pk) in found.releases)
    sentence = _(
        "“%(now)s” and “%(before)s”, given out on %(day)s, would together tell of fewer than %(threshold)s people: "
        "%(what)s. Choose the period and the cut of that one, or a coarser one."
    )
    return sentence % {**_names(one, release), "what": found.name, "threshold": one.threshold}


def _names(one: Leaving, release: Release) -> dict[str, str]:
    return {
        "now": sheet(one.name, one.since, one.until),
        "before": sheet(release.name, release.since, release.until),
        "day": f"{release.given_at:%Y-%m-%d}",
    }
