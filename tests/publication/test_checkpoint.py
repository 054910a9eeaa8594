"""The newest audit checkpoint stands small on each sheet: a paper copy that nobody can rewrite."""

import datetime as dt
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pytest

from tabara.publication.infosheet import render
from tests.publication import paper, sheets

ON = dt.date(2026, 11, 21)
ROOT = "9f3a12bc77de0a11005544ccbb332200"
NOTED = MappingProxyType({"on": "2026-11-20", "seq": 12345, "root": ROOT})


@dataclass(frozen=True)
class Noted(sheets.Made):
    """A report whose mart noted a checkpoint."""

    checkpoint: Any = field(default_factory=dict)


def noted(**other: Any) -> Noted:
    made = sheets.protection()
    return Noted(made.report, made.figures, {**NOTED, **other})


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Record of acts on 20 November 2026: 12345:9f3a 12bc 77de 0a11 0055 44cc bb33 2200."),
        ("fr", "Registre des actes au 20 novembre 2026 : 12345:9f3a 12bc 77de 0a11 0055 44cc bb33 2200."),
    ],
)
def test_the_checkpoint_of_the_mart_is_printed_with_its_day_its_place_and_its_root(language: str, line: str) -> None:
    assert line in paper.text_of(render(noted(), language=language, on=ON))


@pytest.mark.parametrize("language", ["en", "fr", "rn", "sw"])
def test_every_language_has_the_line_and_the_sheet_stays_one_page(language: str) -> None:
    pdf = render(noted(), language=language, on=ON)
    assert "12345:9f3a" in paper.text_of(pdf)
    assert len(paper.read(pdf).pages) == 1


def test_two_prints_of_the_same_mart_are_equal_on_any_day_of_the_chain() -> None:
    assert render(noted(), language="fr", on=ON) == render(noted(), language="fr", on=ON)
    assert render(noted(), language="fr", on=ON) != render(noted(seq=12346), language="fr", on=ON)


def test_a_sheet_of_a_mart_without_a_checkpoint_has_no_such_line() -> None:
    assert "Record of acts" not in paper.text_of(render(sheets.protection(), language="en", on=ON))
