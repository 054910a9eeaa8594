"""Invented court files: each goes its way from the complaint, by the days told, in the order of time."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from tabara.interfaces.cli.seeding.years.days import Days
from tabara.prosecution import operations

# What happens on one day, in this order: somebody is suspected and charged before the file is, then it goes on.
ORDER = ("suspect", "victim", "charge", "hearing", "verdict", "stage", "protect", "order", "pay", "next_hearing")
ORDER += ("correct_verdict", "hand", "accept", "decline")
Step = tuple[int, int, str, Mapping[str, Any]]


class Told:
    """One court file on its way: who writes it, what was made of it so far."""

    def __init__(self, told: Mapping[str, Any], members: Mapping[str, Any], days: Days) -> None:
        """Open the file with its complaint."""
        self.told, self.members, self.days, self.by = told, members, days, told["by"]
        self.suspects: list[Any] = []
        self.charges: list[Any] = []
        self.victims: list[Any] = []
        self.verdicts: list[Any] = []
        self.file: Any = None
        place = {"place": told["place"], "place_version": told["place_version"]}
        given = {"brought_by": told["brought_by"], "words": told.get("words", "")}
        self.file = operations.open_file(**self.usual(told["day"]), on=self.on(told["day"]), **given, **place)

    def on(self, day: int) -> Any:
        """Return the day so many days from today."""
        return self.days.on(day)

    def usual(self, day: int) -> dict[str, Any]:
        """Return who writes, when, and in which file."""
        file = {} if self.file is None else {"file": self.file}
        return {"by": self.members[self.by], "at": self.days.at(day), **file}

    def suspect(self, day: int, said: Mapping[str, Any]) -> None:
        """Name a suspect."""
        self.suspects.append(operations.name_suspect(**self.usual(day), **said))

    def victim(self, day: int, said: Mapping[str, Any]) -> None:
        """Write down how a victim takes part."""
        self.victims.append(operations.add_victim(**self.usual(day), on=self.on(day), **said))

    def protect(self, day: int, said: Mapping[str, Any]) -> None:
        """Write down what protects a victim, who agreed to it."""
        person = self.victims[said["victim"]].pk
        given = {"victim": person, "measure": said["measure"], "agreed": True}
        operations.protect_victim(**self.usual(day), on=self.on(day), **given)

    def charge(self, day: int, said: Mapping[str, Any]) -> None:
        """Charge a suspect."""
        person, offence = self.suspects[said["suspect"]].pk, self.on(self.told["day"] - said["before"])
        law, article = said["under"]
        given = {"suspect": person, "instrument": law, "article": article, "victim": said["victim"]}
        row = operations.charge(**self.usual(day), on=self.on(day), offence_on=offence, **given)
        self.charges.append(row)

    def hearing(self, day: int, said: Mapping[str, Any]) -> None:
        """Set a hearing as it was to be, and say what became of it."""
        row = operations.set_hearing(**self.usual(day), on=self.on(day))
        if why := said.get("adjourned"):
            operations.adjourn_hearing(**self.usual(day), hearing=row.pk, reason=why)
        else:
            operations.hold_hearing(**self.usual(day), hearing=row.pk)

    def next_hearing(self, day: int, said: Mapping[str, Any]) -> None:
        """Set a hearing that nobody has said anything of yet."""
        operations.set_hearing(**self.usual(day), on=self.on(said["for"]))

    def verdict(self, day: int, said: Mapping[str, Any]) -> None:
        """Write a verdict down."""
        given = {key: value for key, value in said.items() if key not in ("charge", "fine")}
        fine = {"fine": Decimal(said["fine"])} if "fine" in said else {}
        row = operations.judge(
            **self.usual(day), on=self.on(day), charge=self.charges[said["charge"]].pk, **given, **fine
        )
        self.verdicts.append(row)

    def stage(self, day: int, said: Mapping[str, Any]) -> None:
        """Let the file go a step."""
        operations.move_file(**self.usual(day), on=self.on(day), **said)

    def order(self, day: int, said: Mapping[str, Any]) -> None:
        """Write down what a court ordered to be paid."""
        self.ordered = operations.order_compensation(**self.usual(day), on=self.on(day), amount=Decimal(said["amount"]))

    def pay(self, day: int, said: Mapping[str, Any]) -> None:
        """Write down what was paid of it."""
        given = {"compensation": self.ordered.pk, "amount": Decimal(said["amount"])}
        operations.pay_compensation(**self.usual(day), on=self.on(day), **given)

    def correct_verdict(self, day: int, said: Mapping[str, Any]) -> None:
        """Put the sentence of a verdict right."""
        row = self.verdicts[said["verdict"]]
        stays = {"outcome": row.outcome, "on": row.decided_on, "fine": row.fine, "verdict": row.pk}
        right = {"prison_months": said["prison_months"], "reason": said["reason"]}
        operations.correct_verdict(**self.usual(day), **stays, **right)

    def hand(self, day: int, said: Mapping[str, Any]) -> None:
        """Ask another agency to take the file over."""
        self.to = said["to"]
        self.handing = operations.ask_handing(**self.usual(day), to=self.members[self.to].agency)

    def accept(self, day: int, said: Mapping[str, Any]) -> None:
        """Take the file over, and write in it from then on."""
        at = self.days.at(day)
        operations.accept_handing(by=self.members[self.to], at=at, handing=self.handing)
        self.by = self.to
        self.file.refresh_from_db()

    def decline(self, day: int, said: Mapping[str, Any]) -> None:
        """Decline to take the file over."""
        at = self.days.at(day)
        operations.decline_handing(by=self.members[self.to], at=at, handing=self.handing, **said)


def bring(told: Mapping[str, Any], members: Mapping[str, Any], days: Days) -> None:
    """Bring one file before the courts, and let it go its way."""
    file = Told(told, members, days)
    for day, _order, what, said in sorted(_steps(told), key=lambda one: one[:2]):
        getattr(file, what)(day, said)


def _steps(told: Mapping[str, Any]) -> Iterator[Step]:
    for one in told.get("step", ()):
        what = one["what"]
        yield (
            one["day"],
            ORDER.index(what),
            what,
            {key: value for key, value in one.items() if key not in ("what", "day")},
        )
