"""The mart of these tests."""

from tests.marts import built, folder, worker

__all__ = ["built", "folder", "worker"]
