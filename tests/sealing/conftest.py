"""A root key in a file of its own, as an instance has it; the other tests have theirs in the environment."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tabara import sealing
from tabara.sealing.root import held


@pytest.fixture
def root_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Put the root key into a file, and the erasure ledger beside it."""
    monkeypatch.delenv("TABARA_ROOT_KEY")
    monkeypatch.setenv("TABARA_ROOT_KEY_FILE", str(tmp_path / "keys" / "root.key"))
    monkeypatch.setenv("TABARA_ERASURE_LEDGER", str(tmp_path / "keys" / "erased"))
    yield sealing.create_root_key(settings.HOME)
    held._read.clear()
    held._known.clear()


@pytest.fixture
def ledger_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return where this test's erasure ledger lies."""
    monkeypatch.setenv("TABARA_ERASURE_LEDGER", str(tmp_path / "ledger" / "erased"))
    return tmp_path / "ledger" / "erased"
