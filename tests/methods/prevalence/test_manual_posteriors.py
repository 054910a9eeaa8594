"""The second reference table of the manual is what averages and draws give, these within chance."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tabara.methods.prevalence import Estimate, bayes_threshold, graph_average
from tests.methods.prevalence.published import published

PAGE = Path(__file__).parents[3] / "docs" / "prevalence.md"
# Medians and 95 per cent limits that R's dga gives, and those of the vignette of modslavmse.
GRAPHS = {
    ("UKdat_5", 40_000): "22,957.8 (10,367.4–33,299.1)",
    ("UKdat_5", 30_184): "22,354.3 (10,329.9–29,442.9)",
    ("UKdat_4", 26_708): "11,351.3 (9,522.3–13,534.3)",
    ("Ned_5", 90_574): "47,862.0 (40,803.3–55,415.6)",
    ("Ned_5", 250_000): "50,257.0 (41,540.9–202,796.6)",
    ("Kosovo", 48_400): "12,572.5 (9,804.1–16,521.7)",
    ("UKdat", 40_000): "12,295.9 (10,214.6–26,174.3)",
    ("Ned", 250_000): "145,577.3 (116,507.5–186,072.0)",
}
BAYES = {
    ("Kosovo", "normal"): "13,971 (12,236–16,389)",
    ("UKdat_5", "flat"): "12,188 (10,652–13,947)",
    ("UKdat_5", "normal"): "12,400 (11,061–14,240)",
    ("UKdat", "normal"): "12,346 (10,891–14,408)",
    ("Ned_5", "normal"): "49,960 (44,879–57,344)",
    ("Korea", "normal"): "153 (134–201)",
}


def averages() -> Iterator[tuple[str, str, str, str]]:
    """The rows of averages over graphs."""
    for (name, ceiling), theirs in GRAPHS.items():
        found = graph_average(published(name), ceiling=ceiling)
        yield f"graphs, ceiling {ceiling:,}", name, theirs, told(found, ".1f")


def draws() -> Iterator[tuple[str, str, str, str]]:
    """The rows of thresholded posteriors, with what chance may change of the median."""
    for (name, prior), theirs in BAYES.items():
        found = bayes_threshold(published(name), prior=prior)  # type: ignore[arg-type]  # a word of the table
        error = max(1.0, found.diagnostics["monte_carlo_errors"]["0.5"])
        yield f"bayes, {prior} prior", name, theirs, f"{told(found, '.0f')} ± {error:.0f}"


def told(found: Estimate, form: str) -> str:
    limits = found.interval(95)
    assert limits is not None
    assert found.value is not None
    return f"{found.value:,{form}} ({limits.low:,{form}}–{limits.high:,{form}})"


def written(method: str) -> list[tuple[str, ...]]:
    rows = re.findall(rf"^\| ({method}, .*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [tuple(row.split(" | ")) for row in rows]


def test_averages_over_graphs_are_as_written() -> None:
    assert written("graphs") == list(averages())


def test_draws_are_as_written_but_for_chance() -> None:
    """Where they have changed on purpose: put what `draws` gives into the page."""
    on_page, found = written("bayes"), list(draws())
    assert [row[:3] for row in on_page] == [row[:3] for row in found]
    for one, other in zip(on_page, found, strict=True):
        numbers = [[float(each.replace(",", "")) for each in re.findall(r"[\d,]+", row[3])] for row in (one, other)]
        assert numbers[0][:3] == pytest.approx(numbers[1][:3], abs=15 * numbers[1][3])
