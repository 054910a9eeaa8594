"""The files of the project, for the tests that look at all of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("src", "tests", "bench", "docs", "packs", "script", ".ci")


def files(*suffixes: str, under: tuple[str, ...] = OURS) -> list[Path]:
    """Give the files below these folders whose names end so; caches left out."""
    found = (path for folder in under for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path for path in found if path.name.endswith(suffixes) and "__pycache__" not in path.parts)


def lines(path: Path) -> list[str]:
    """Give the lines of a text file."""
    return path.read_text(encoding="utf-8").splitlines()


def name(path: Path) -> str:
    """Give a file's path from the root of the project."""
    return str(path.relative_to(ROOT))


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    """Give the parts of a Python file that are of these kinds."""
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kinds))
