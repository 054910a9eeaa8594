"""A case as its page reads it: each room of protection is asked once, though its part and its timeline both tell."""

from collections.abc import Callable
from typing import Any, TypeVar

from tabara.protection.cases import queries as cases

T = TypeVar("T")


class Reading:
    """What a member may see of what happened in a case, with what was asked of the rooms for this page already."""

    def __init__(self, case: Any, by: Any) -> None:
        self._case, self._by, self._told = cases.shared_as_now(case=case), by, dict[Callable[..., Any], Any]()
        self._held = cases.held(case=case)
        story = cases.story(by=by, case=case)
        self.seen, self.whole, self.categories = story.seen, story.whole, story.categories
        self.consents, self.screenings, self.determinations = story.consents, story.screenings, story.determinations

    def of(self, query: Callable[..., T]) -> T:
        """Return what a query tells this member of this case; it is asked the first time alone, and not of nothing."""
        if query not in self._told:
            empty = query in cases.NEEDED and cases.NEEDED[query] not in self._held
            self._told[query] = [] if empty else query(by=self._by, case=self._case)
        found: T = self._told[query]
        return found
