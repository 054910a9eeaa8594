"""What looks odd says why on its line, and what is fetched says what it is fetched for."""

import re
import tomllib

from tests.house.tree import ROOT, files, lines, name

EXCEPTION = re.compile(r"#\s*(noqa|type:\s*ignore|ruff:|fmt:|pragma:|nosec)", re.IGNORECASE)
WITH_REASON = re.compile(r"#\s*(noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\]|fmt: (off|skip|on))\s*(-|#)\s*\w+(\W+\w+)+")
ADDRESS = re.compile(r"https?://|git\+|--(extra-)?index-url|--find-links|\"resolved\"")


def requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    return [one for group in [*groups, *project["dependency-groups"].values()] for one in group]


def test_every_dependency_has_a_sentence_beside_it():
    text = lines(ROOT / "pyproject.toml")
    beside = {
        one: re.search(r",\s*#\s*(.+)$", line)
        for one in requirements()
        for line in text
        if line.strip().startswith(f'"{one}"')
    }
    assert set(beside) == set(requirements())
    assert [one for one, reason in beside.items() if not reason or len(reason[1].split()) < 3] == []


def test_every_exception_from_a_rule_carries_its_reason():
    silent = [
        f"{name(path)}:{number}"
        for path in files(".py", ".html")
        if path.name != "test_reasons.py"
        for number, line in enumerate(lines(path), start=1)
        if EXCEPTION.search(line) and not WITH_REASON.search(line)
    ]
    assert silent == []


def test_no_lock_file_names_an_address():
    named = [
        f"{path.name}:{number}"
        for path in [*ROOT.glob("requirements*.txt"), ROOT / "package-lock.json"]
        for number, line in enumerate(lines(path), start=1)
        if ADDRESS.search(line)
    ]
    assert named == []


def test_every_locked_package_has_a_hash():
    bare = []
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text(encoding="utf-8")
        bare += [one for one in re.split(r"\n(?=[a-z])", text) if "==" not in one or "--hash=sha256:" not in one]
    assert bare == []
