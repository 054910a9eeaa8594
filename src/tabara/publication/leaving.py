"""What is about to leave, and the guard at the door: all releases of the same years are one linked set.

Suppression sees one table. Whoever keeps what was given out can subtract: the half-year less the first quarter, the
country less its provinces, the division of today less the one before. So before a release leaves, it is attacked
together with all others, and refused where a number of a few people would follow that neither tells alone.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.codelists.codes import text_in
from tabara.indicators import dimensions
from tabara.indicators.entries import Entry, digest, from_row
from tabara.indicators.ground import Shared, shared
from tabara.indicators.profiles import profile
from tabara.methods.disclosure import Derived, Told, derived
from tabara.publication.models import Release


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
    """Return the releases of the same years with their numbers, the oldest first; the same numbers only once."""
    first, last = dt.date(one.counts_since.year, 1, 1), dt.date(one.counts_until.year + 1, 1, 1)
    near = (
        Release.objects.filter(counts_since__lt=last, counts_until__gt=first)
        .exclude(numbers=[])
        .exclude(digest=one.digest)
    )
    return {release: [from_row(row) for row in release.numbers] for release in near.order_by("given_at", "id")}


def refuse_linked(one: Leaving) -> None:
    """Refuse a release that, with one that was given out before, would tell of a few people.

    Raises:
        Refused: naming the two and what would follow from them.
    """
    before = linked_to(one)
    if one.threshold < 2 or not one.entries:
        return
    _refuse_again(one, before)
    for told, now in _attacks(one, before):
        found = derived(told[0], told[1], one.threshold, adds=now.adds)
        if found is not None:
            raise Refused(_told(found, one, before))


def _attacks(
    one: Leaving, before: Mapping[Release, Sequence[Entry]]
) -> Iterator[tuple[tuple[list[Told], list[Told]], Shared]]:
    """Give the numbers of before and of now on each ground that they share."""
    owners = ["" for _entry in one.entries] + [str(release.pk) for release, some in before.items() for _entry in some]
    entries = [*one.entries, *(entry for some in before.values() for entry in some)]
    now = range(len(one.entries))
    for ground in shared(entries, now):
        told = [
            Told(owners[at], _called(entries[at]), parts, entries[at].value, entries[at].error)
            for at, parts in zip(ground.entries, ground.parts, strict=True)
        ]
        yield ([each for each in told if each.release], [each for each in told if not each.release]), ground


def _refuse_again(one: Leaving, before: Mapping[Release, Sequence[Entry]]) -> None:
    """Refuse to give the same total of people out again that a few joined: side by side, both sheets describe them."""
    totals = {(entry.key, entry.where, entry.since, entry.until): entry for entry in one.entries if _is_total(entry)}
    latest = {
        (entry.key, entry.where, entry.since, entry.until): (release, entry)
        for release, some in before.items()
        for entry in some
    }
    for about, entry in totals.items():
        release, old = latest.get(about, (None, None))
        if release is None or old is None or old.value is None or entry.value is None or old.error:
            continue
        if 0 < abs(entry.value - old.value) < one.threshold:
            raise Refused(
                _(
                    "“%(now)s” was given out on %(day)s as “%(before)s”, and fewer than %(threshold)s people joined or "
                    "left since in “%(what)s”: both side by side would describe them. Give the earlier one out again, "
                    "or wait until more have changed."
                )
                % {**_names(one, release), "what": _called(entry), "threshold": one.threshold}
            )


def _is_total(entry: Entry) -> bool:
    return not entry.where and not entry.error and entry.indicator is not None and entry.indicator.of_people


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
        "now": _sheet(one),
        "before": _sheet(release),
        "day": f"{release.given_at:%Y-%m-%d}",
    }


def _sheet(one: Leaving | Release) -> str:
    return f"{titled(one.name, _language())} {one.since:%Y-%m}/{one.until - dt.timedelta(days=1):%Y-%m}"


def titled(name: str, language: str) -> str:
    """Return what a report, a review or a frame is called."""
    pack = codelists.pack()
    measures = {one.key: one for one in (*pack.reviews.reviews, *pack.frames.frames)}
    if name in pack.reports:
        return text_in(pack.reports[name]["title"], language, name)
    return measures[name].text(language) if name in measures else name


def _language() -> str:
    return (get_language() or "en")[:2]


def _called(entry: Entry) -> str:
    """Name a number in the reader's language: what, of whom, when."""
    one, language = entry.indicator, _language()
    what = text_in(one.title, language, entry.key) if one else entry.key
    cells = [_cell(name, codes, entry.geography, language) for name, codes in entry.where]
    last = entry.until - dt.timedelta(days=1)
    return ", ".join([what, *cells, f"{entry.since:%Y-%m}/{last:%Y-%m}"])


def _cell(name: str, codes: Sequence[str], geography: str, language: str) -> str:
    negative = codes[:1] == ("not",)
    words = [text_in(dimensions.label(name, code, geography), language, code) for code in codes[1 if negative else 0 :]]
    return f"− {' + '.join(words)}" if negative else " + ".join(words)
