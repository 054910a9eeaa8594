"""Windows for the journeys, and a picture of each of them where a journey comes to grief."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.house.tree import ROOT
from tests.journeys.walker import Walker
from tests.web.conftest import live_server

__all__ = ["live_server", "walks"]

PICTURES = Path(os.environ.get("TABARA_PICTURES", ROOT / "build" / "journeys"))
HEIGHT, PATIENCE = 740, 30_000  # the first page of a server imports them all


@pytest.fixture
def walks(request: pytest.FixtureRequest, browser: Browser, live_server: Any) -> Iterator[Callable[..., Walker]]:
    """Open a window of her own for a member, of the width and with or without scripts as the test says."""
    opened = []

    def walk(member: Any, *, width: int = 360, scripts: bool = True) -> Walker:
        size = {"width": width, "height": HEIGHT}
        context = browser.new_context(
            base_url=live_server.url, locale="en-GB", viewport=size, java_script_enabled=scripts
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("response", lambda got: lost.append(got.url) if got.status >= 500 else None)
        return Walker(page, member)

    lost: list[str] = []
    yield walk
    if getattr(request.node, "came_to_grief", False):
        photographed(request.node, opened)
    for context in opened:
        context.close()
    assert lost == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember that a journey came to grief, so that its windows are photographed before they close."""
    report = yield
    if call.when == "call":
        item.came_to_grief = report.failed  # type: ignore[attr-defined]  # of this file alone
    return report


def photographed(item: pytest.Item, contexts: list[Any]) -> None:
    """Keep a picture of every window, and say where."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number, context in enumerate(contexts, 1):
        for page in context.pages:
            file = PICTURES / f"{re.sub(r'[^a-z0-9]+', '-', item.name.lower())}-{number}.png"
            page.screenshot(path=file, full_page=True)
            item.add_report_section("teardown", "picture", f"{page.url}: {file}")
