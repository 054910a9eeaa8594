"""The mart of these tests, and an erasure ledger of their own."""

import pytest

from tests.marts import built, folder, worker

__all__ = ["built", "folder", "worker"]


@pytest.fixture(autouse=True)
def ledger_of_this_test(monkeypatch, tmp_path) -> None:
    """Keep the erasure ledger beside this test's own files."""
    monkeypatch.setenv("TABARA_ERASURE_LEDGER", str(tmp_path / "ledger" / "erased"))
