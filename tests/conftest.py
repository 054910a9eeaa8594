"""The surroundings of every test: its databases, its folder, its pack, its browser, and no network.

TABARA_TEST_DATABASE names a PostgreSQL server (postgresql://user@host:port/name); unset or empty means SQLite files.
Of several processes that share the tests (pytest -n), each has its own databases, folder, server and browser.
TABARA_CHROMIUM names Chromium where it is not /usr/bin/chromium.
"""

import os
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.walled import inside, walled, walls

__all__ = ["inside", "walled", "walls"]

# A machine that does other things besides is slow, and that is no fault of what is tested; bench/ measures time.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

HOME = Path(tempfile.mkdtemp(prefix="tabara-test-"))
WALLED = ("access", "protection", "vault", "web", "prevention", "partnership", "journeys")  # folders of tests
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "")  # which of several processes this one is; empty where it is alone
POSTGRESQL = os.environ.get("TABARA_TEST_DATABASE", "")
if POSTGRESQL and PROCESS:
    POSTGRESQL = os.environ["TABARA_TEST_DATABASE"] = f"{POSTGRESQL}_{PROCESS}"
CHROMIUM = Path(os.environ.get("TABARA_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",  # a container's root may not open Chromium's sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

os.environ["TABARA_HOME"] = str(HOME)
os.environ["TABARA_DATABASE"] = POSTGRESQL
os.environ["TABARA_PACK"] = "demo"
os.environ["TABARA_ROOT_KEY"] = b64encode(bytes(range(32))).decode()
os.environ["DJANGO_SETTINGS_MODULE"] = "tabara.project.settings"


def pytest_configure() -> None:
    """Read the settings from these surroundings, before pytest-django starts Django."""
    from django.conf import settings

    assert settings.HOME == HOME
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # in no time; who measures says so


def pytest_xdist_setupnodes() -> None:
    """Let each of several processes read the settings from surroundings of its own, not from those of the first."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a database, and those that drive a browser."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "live_server"}:
            item.add_marker("database")
        if "browser" in fixtures:
            item.add_marker("journey")
            item.add_marker(pytest.mark.django_db(transaction=True, databases="__all__"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, just above the count."""
    if not CHROMIUM.exists():
        terminalreporter.write_line(f"Left out: the journeys, because there is no Chromium at {CHROMIUM}.")
    if "TABARA_TEST_DATABASE" not in os.environ:
        terminalreporter.write_line("Left out: PostgreSQL, because TABARA_TEST_DATABASE names no server.")


def pytest_unconfigure() -> None:
    """Remove the folder of this run."""
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Put SQLite's test databases into files, as an instance has them, not into memory; none waits for the disk.

    Whether what is answered as done is on the disk is tested with instances of their own (tests/endurance).
    """
    from django.db import connections  # settings must stand before Django's parts are imported

    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(HOME / f"{connection.alias}.sqlite3")
            connection.settings_dict["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(autouse=True)
def inside_the_walls(request: pytest.FixtureRequest) -> None:
    """On PostgreSQL, run whatever a test calls as the server's role, held by row-level security."""
    here = request.node.path.relative_to(Path(__file__).parent).parts[0]
    past = request.node.get_closest_marker("past_the_walls")
    if POSTGRESQL and here in WALLED and not past and request.node.get_closest_marker("database"):
        request.getfixturevalue("inside")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak the language of the code, whichever the instance speaks; a page chooses by what its visitor asks for."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium once for all journeys."""
    if not CHROMIUM.exists():
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing(f"there is no Chromium at {CHROMIUM}; install it, or set TABARA_CHROMIUM")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # Playwright's loop runs in this thread; the queries are the tests' own
    )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """Open a browser window of its own: nobody signed in, French, at the live server."""
    context = browser.new_context(base_url=live_server.url, locale="fr-FR", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a page in that window."""
    return context.new_page()
