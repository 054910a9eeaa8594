"""Each notebook runs from its first cell to its last, and what it stores is what it says when it runs."""

import json
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def cells(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def test_there_is_one():
    assert [path.name for path in NOTEBOOKS] == ["kosovo.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_a_notebook_as_the_format_has_it(path):
    """nbformat 4.5: what each cell must have, and nothing that a reader's own runs leave behind."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    assert set(whole) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    keys = {"markdown": {"cell_type", "id", "metadata", "source"}}
    keys["code"] = keys["markdown"] | {"execution_count", "outputs"}
    assert [cell["id"] for cell in whole["cells"] if set(cell) != keys[cell["cell_type"]]] == []
    names = [cell["id"] for cell in whole["cells"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name) for name in names)
    counts = [cell["execution_count"] for cell in whole["cells"] if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_its_cells_run_in_order_and_say_what_is_stored(path):
    space: dict[str, Any] = {}
    for cell in cells(path):
        if cell["cell_type"] != "code":
            continue
        said = StringIO()
        with redirect_stdout(said):
            exec(compile("".join(cell["source"]), f"{path.name}:{cell['id']}", "exec"), space)  # noqa: S102 - our own cells
        stored = "".join("".join(output["text"]) for output in cell["outputs"])
        assert said.getvalue() == stored, cell["id"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_needs_nothing_of_tabara_but_its_methods(path):
    source = "\n".join("".join(cell["source"]) for cell in cells(path) if cell["cell_type"] == "code")
    imported = set(re.findall(r"^(?:from|import) (\S+)", source, re.MULTILINE))
    assert imported
    assert {name for name in imported if not name.startswith("tabara.methods.")} == set()
