"""Who guesses waits: longer with each guess, never for ever, and never when a passkey answers.

Three counts: one account from one network, one account from anywhere, one network. Each is kept under a keyed digest,
so that neither what was typed nor where it came from stands in the database. A guess is counted before it is looked
at, so that many at once gain nothing; a right answer takes its count back. Whoever knows a member's name can slow
that account down for guesses from elsewhere, not from a network where the member signed in lately.
"""

import datetime as dt
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Knock

FORGOTTEN = dt.timedelta(days=1)
KNOWN = dt.timedelta(days=30)


@dataclass(frozen=True)
class Slope:
    """How many guesses are free, how long the first wait is, and the longest; each wait is twice the one before."""

    free: int
    first: int
    longest: int

    def wait(self, failures: int) -> dt.timedelta:
        """Return how long to wait after so many guesses."""
        over = failures - self.free
        return dt.timedelta(seconds=min(self.longest, self.first * 2 ** min(over, 20)) if over >= 0 else 0)

    def left(self, row: Knock, now: dt.datetime) -> dt.timedelta:
        """Return how much of the wait is left; no clock that was set back makes it longer."""
        wait = self.wait(row.failures)
        return min(wait, row.last_at + wait - now)


PAIR = Slope(free=4, first=5, longest=900)
ACCOUNT = Slope(free=12, first=5, longest=300)
NETWORK = Slope(free=40, first=5, longest=300)
CODE = Slope(free=5, first=10, longest=900)


class TooMany(Refused):
    """So many guesses were wrong that the next one has to wait; nothing was looked at."""

    def __init__(self, wait: dt.timedelta) -> None:
        self.seconds = max(1, round(wait.total_seconds()))
        minutes = -(-self.seconds // 60)
        super().__init__(
            _("Too many attempts were wrong. Try again in %(minutes)s min. A passkey still works at once.")
            % {"minutes": minutes}
        )


class Guess:
    """One attempt to show who one is: counted when it begins, taken back when it was right."""

    def __init__(self, account: str, address: str) -> None:
        network = network_of(address)
        self.pair, self.account = digest("pair", account, network), digest("account", account)
        self.slopes = {self.pair: PAIR, self.account: ACCOUNT, digest("network", network): NETWORK}
        self.counted()

    def counted(self) -> None:
        """Count the attempt, unless it comes too early.

        Raises:
            TooMany: where it does.
        """
        now = timezone.now()
        with transaction.atomic():
            rows = _held(self.slopes, now)
            known = rows[self.pair].known_until
            spared = {self.account} if known and known > now else set()
            asked = [(rows[key], slope) for key, slope in self.slopes.items() if key not in spared]
            longest = max(slope.left(row, now) for row, slope in asked)
            if longest > dt.timedelta(0):
                raise TooMany(longest)
            for row in rows.values():
                row.failures, row.last_at = row.failures + 1, now
            Knock.objects.bulk_update(rows.values(), ["failures", "last_at"])

    def was_right(self) -> None:
        """Take the count back: this account and network start anew, and belong together for a while."""
        now = timezone.now()
        with transaction.atomic():
            rows = _held(self.slopes, now)
            for key, row in rows.items():
                row.failures = 0 if key == self.pair else max(0, row.failures - 1)
            rows[self.pair].known_until = now + KNOWN
            Knock.objects.bulk_update(rows.values(), ["failures", "known_until"])


class CodeGuess(Guess):
    """One attempt at a one-time or recovery code: six digits bear few guesses, wherever they come from."""

    def __init__(self, member: object) -> None:
        self.pair, self.account = digest("code", str(member)), ""
        self.slopes = {self.pair: CODE}
        self.counted()


class LinkGuess(Guess):
    """One attempt at the words of a link: counted for the link and for the network, whether there is such a link."""

    def __init__(self, link: str, address: str) -> None:
        self.pair, self.account = digest("link", link), ""
        self.slopes = {self.pair: CODE, digest("network", network_of(address)): NETWORK}
        self.counted()


def _held(keys: dict[str, Slope], now: dt.datetime) -> dict[str, Knock]:
    """Return the counts, made where they are missing, and held until the transaction ends."""
    Knock.objects.bulk_create([Knock(key=key, last_at=now) for key in sorted(keys)], ignore_conflicts=True)
    rows = Knock.objects.select_for_update().filter(key__in=keys).order_by("key")
    return {row.key: _faded(row, now) for row in rows}


def _faded(row: Knock, now: dt.datetime) -> Knock:
    if row.last_at < now - FORGOTTEN:
        row.failures = 0
    return row


def forget() -> None:
    """Remove counts that no longer count."""
    now = timezone.now()
    old = Knock.objects.filter(last_at__lt=now - FORGOTTEN)
    old.exclude(known_until__gt=now).delete()


def network_of(address: str) -> str:
    """Return the network that an address is counted with: 256 addresses of version 4, one site of version 6."""
    try:
        version = ip_address(address).version
    except ValueError:
        return "unknown"
    return str(ip_network(f"{address}/{24 if version == 4 else 48}", strict=False))


def digest(*parts: str) -> str:
    """Return what a count is kept under."""
    return salted_hmac("tabara.access.throttle", "\n".join(parts), algorithm="sha256").hexdigest()
