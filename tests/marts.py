"""A mart in a folder of its own, built from what the test has recorded."""

import datetime as dt

import pytest

AT = dt.datetime(2026, 3, 3, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def worker(db):
    from tests import factories  # models can only be imported once Django stands

    return factories.make_member()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mart"


@pytest.fixture
def built(folder):
    """Build the mart anew and open it."""
    from tabara.mart import open_mart
    from tabara.mart.build import build

    marts = []

    def make(*, full=True, at=AT):
        build(folder, at=at, full=full)
        marts.append(open_mart(folder))
        return marts[-1]

    yield make
    for mart in marts:
        mart.close()
