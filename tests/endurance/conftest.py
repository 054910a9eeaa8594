"""Servers that a test may kill. What is marked slow is left out with: -m "not slow"."""

import os

import pytest

from tests.endurance.cluster import Cluster, program
from tests.endurance.site import Site


@pytest.fixture
def site(tmp_path):
    """An instance on SQLite, not yet started."""
    place = Site(tmp_path)
    yield place
    place.stop()


@pytest.fixture(scope="module")
def cluster():
    """A PostgreSQL of the test's own."""
    if program("initdb") is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("PostgreSQL is not installed here: initdb is missing")
    server = Cluster()
    yield server
    server.remove()


@pytest.fixture
def national(tmp_path, cluster):
    """An instance on that PostgreSQL, not yet started."""
    place = Site(tmp_path, owner=cluster.address())
    yield place
    place.stop()
