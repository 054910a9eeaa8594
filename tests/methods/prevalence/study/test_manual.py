"""The gates of the manual are those of the code, and so are the names that programs read."""

import re
from pathlib import Path

from tabara.methods.prevalence.study import RULES
from tests.methods.prevalence.study.test_shape import PROMISED

PAGE = (Path(__file__).parents[4] / "docs" / "study.md").read_text(encoding="utf-8")
LEFT = {"ESTIMATED": "a warning", "LOWER_BOUND_ONLY": "at least so many", "NOT_ESTIMABLE": "no number"}


def test_the_gates_of_the_manual_are_those_of_the_code() -> None:
    table = PAGE.partition("| gate | what it asks | without it |")[2].partition("\n\n")[0]
    rows = [f"| `{rule.name}` | {rule.asks} | {LEFT[rule.otherwise.value]} |" for rule in RULES]
    assert table.splitlines()[2:] == rows


def test_the_manual_names_what_programs_read() -> None:
    (named,) = re.findall(r"has `(format[^`]+)`", PAGE)
    assert re.split(r",\s+", named) == PROMISED
