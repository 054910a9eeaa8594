"""A running server for the journeys in a browser."""

from collections.abc import Iterator

import pytest
from pytest_django.live_server_helper import LiveServer


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """Run the pages as they are served: the collected files come from WhiteNoise under their hashed names."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda pages: pages
    server.start()
    yield server
    server.stop()
