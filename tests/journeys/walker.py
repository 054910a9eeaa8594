"""Somebody at a window of her own: what she opens, answers, presses and reads, in the words that stand on the page."""

import datetime as dt
import re
from typing import Any, Self

from playwright.sync_api import Locator, Page, expect

from tests.web.browser import fits, sign_in

Answer = str | dt.date | list[str]


class Walker:
    """Somebody who walks by what she reads: a member who is signed in, or nobody that the instance knows."""

    def __init__(self, page: Page, member: Any | None) -> None:
        self.page, self.member = page, member
        if member is not None:
            sign_in(page, member)

    @property
    def main(self) -> Locator:
        """Return what a page says, without its menu."""
        return self.page.locator("main")

    def opens(self, address: str) -> Self:
        """Go to an address, as somebody does who has it in the menu or among her tasks."""
        self.page.goto(address)
        return self

    def follows(self, *links: str) -> Self:
        """Follow links one after the other; each is named by how its text begins."""
        for text in links:
            self._led_by(self.main.locator("a").filter(has_text=_beginning(text)).first)
        return self

    def presses(self, button: str) -> Self:
        """Press a button that leads to another page, or to the same one with what is wrong."""
        self._led_by(self.main.locator("button").filter(has_text=_beginning(button)).first)
        return self

    def unfolds(self, summary: str) -> Self:
        """Open what is folded away."""
        self.main.locator("summary", has_text=summary).first.click()
        return self

    def says(self, answers: dict[str, Answer]) -> Self:
        """Answer questions by their words: a choice by its text, a day by its date."""
        for question, answer in answers.items():
            self._answers(question, answer)
        return self

    def reads(self, *sentences: str | re.Pattern[str]) -> Self:
        """Hold that the page says all this."""
        for sentence in sentences:
            expect(self.main).to_contain_text(sentence)
        return self

    def is_told(self, *sentences: str) -> Self:
        """Hold that the page answers what was just done."""
        for sentence in sentences:
            expect(self.page.locator(".govuk-notification-banner")).to_contain_text(sentence)
        return self

    def reads_in_order(self, *sentences: str) -> Self:
        """Hold that the page says all this, one after the other."""
        return self.reads(re.compile(r"[\s\S]*".join(as_it_stands(one) for one in sentences)))

    def reads_nothing_of(self, *words: str) -> Self:
        """Hold that none of these words is anywhere on the page, not even hidden."""
        expect(self.main).to_be_visible()
        said = self.page.content()
        assert [one for one in words if one in said] == []
        return self

    def is_well(self) -> Self:
        """Hold that the page fits the window, and that everybody can use it."""
        fits(self.page)
        return self

    def _led_by(self, to: Locator) -> None:
        with self.page.expect_navigation():
            to.click()

    def _answers(self, question: str, answer: Answer) -> None:
        group = self.main.get_by_role("group", name=question)
        if group.count():
            _choose(group.first, answer)
            return
        field = self.main.get_by_label(question).first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=str(answer))
        else:
            field.fill(str(answer))


def _beginning(text: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{as_it_stands(text)}")


def as_it_stands(text: str) -> str:
    """Return words as a pattern that Python and the browser read alike."""
    return re.sub(r"([.*+?^${}()|\[\]\\/])", r"\\\1", text)


def _choose(group: Locator, answer: Answer) -> None:
    if isinstance(answer, dt.date):
        for part in ("day", "month", "year"):
            group.get_by_label(part.title(), exact=True).fill(str(getattr(answer, part)))
        return
    for one in [answer] if isinstance(answer, str) else answer:
        group.get_by_label(one, exact=True).check()
