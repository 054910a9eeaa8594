"""The reference table of the manual is what the estimators give."""

import re
from collections.abc import Iterator
from pathlib import Path

from tabara.methods.prevalence import Estimate, aic_stepwise, bic_ensemble, read_csv, stepwise
from tests.methods.prevalence.published import published, resamples

PAGE = Path(__file__).parents[3] / "docs" / "prevalence.md"
# What the packages print, as published or measured; in thousands separated as the page has it.
STEPWISE = {
    "UKdat": "11,417.991 (9,977–13,146)",
    "UKdat_5": "11,312.990 (9,884–13,027)",
    "Ned": "111,139.371",
    "Ned_5": "121,521.614 (98,675–150,139)",
    "Kosovo": "14,341.664 (12,541–16,540)",
    "Korea": "268.778 (203–390)",
    "Artificial_3": "539.094 (279–1,171)",
    "NewOrl": "1,110.488",
    "NewOrl_5": "981.431",
    "Western": "2,483.384",
}
CRITERION = {  # and whether the model with all pairs has an estimate: 0 if so, 1 without, 2 with several
    "UKdat": "162.65905, 0",
    "UKdat_5": "127.59863, 0",
    "Ned_5": "143.78699, 0",
    "Kosovo": "161.3176, 0",
    "Korea": "44.90767, 1",
    "Artificial_3": "36.14742, 2",
    "NewOrl": "112.831, 0",
    "NewOrl_5": "76.91578, 0",
    "Western": "91.8395, 0",
}
THRESHOLDS = {
    0: "12,213.995",
    0.001: "13,181.241",
    0.005: "12,349.587",
    0.01: "12,349.587",
    0.1: "11,417.991",
    1: "10,568.71",
}
RESELECTED = {
    "Kosovo": "12,595.84–16,527.49; 13,117.25–15,640.98",
    "UKdat_5": "8,784.78–14,700.55; 9,623.86–12,531.14",
    "Ned_5": "47,393.14–162,845.5; 107,092–152,813.7",
    "Korea": "123.34–440.35; 214.17–394.62",
}
AIC = {
    "UKdat": "11,409 (9,982–13,182)",
    "UKdat_5": "11,304 (9,889–13,063)",
    "UKdat_4": "11,007 (9,588–12,772)",
    "Ned": "60,320 (53,302–68,746)",
    "Ned_5": "145,983 (119,369–181,009)",
}
BIC = {
    ("Korea", 2): "157.167, 57.14081",
    ("Kosovo", 3): "10,356.519, 203.02963",
    ("UKdat_5", 2): "22,991.331, 196.53976",
    ("UKdat_5", 3): "25,311.291, 195.87911",
    ("Ned_5", 2): "48,012.73, 222.05391",
}
CHOSEN_ANEW = {
    ("Kosovo", 3, 1000): "6,947.04–18,009.99; 7,414.6–12,198.4",
    ("UKdat_5", 2, 200): "11,730–43,894",
}


def rows() -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table: what, on which table, what the package gives, what is given here."""
    for name, theirs in STEPWISE.items():
        found = stepwise(published(name))
        ours = f"{found.value:,.3f}" + (f" ({whole(found)})" if "(" in theirs else "")
        yield "stepwise, limits for the model alone", name, theirs, ours
    for name, theirs in CRITERION.items():
        found = stepwise(published(name))
        ours = f"{found.aic:.5f}, {found.diagnostics['all_pairs_check']}"
        yield "stepwise: criterion, existence code of all pairs", name, theirs, ours
    for threshold, theirs in THRESHOLDS.items():
        found = stepwise(published("UKdat"), threshold=threshold)
        yield f"stepwise, threshold {threshold:g}", "UKdat", theirs, f"{found.value:,.3f}"
    for name, theirs in RESELECTED.items():
        found = stepwise(published(name), resamples=resamples(name))
        yield "stepwise, 95 %; 80 % with selection in R's resamples", name, theirs, limits(found, 95, 80)
    for name, theirs in AIC.items():
        found = aic_stepwise(published(name))
        yield "aic, profile limits", name, theirs, f"{found.value:,.0f} ({whole(found)})"
    for (name, order), theirs in BIC.items():
        found = bic_ensemble(published(name), order=order)
        yield (
            f"bic, order {order}: estimate, criterion",
            name,
            theirs,
            (f"{found.value:,.3f}, {found.diagnostics['bic']:.5f}"),
        )
    for (name, order, many), theirs in CHOSEN_ANEW.items():
        found = bic_ensemble(published(name), order=order, resamples=resamples(name)[:many])
        levels = (95, 80) if ";" in theirs else (95,)
        yield f"bic, order {order}: limits in R's {many:,} resamples", name, theirs, limits(found, *levels)


def whole(found: Estimate) -> str:
    told = found.interval(95)
    return f"{told.low:,.0f}–{told.high:,.0f}" if told else ""


def limits(found: Estimate, *levels: float) -> str:
    told = [one for one in (found.interval(level) for level in levels) if one]
    return "; ".join(f"{one.low:,.2f}–{one.high:,.2f}" for one in told)


def test_the_table_of_the_manual_is_what_the_estimators_give() -> None:
    """Where they have changed on purpose: put what `rows` gives into the page."""
    written = re.findall(r"^\| (stepwise|aic|bic)([,:] .*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [f"{one}{rest}" for one, rest in written] == [" | ".join(row) for row in rows()]


def test_the_file_of_the_manual_gives_the_number_beside_it() -> None:
    """Whoever types it sees what is printed: the whole table, not a part that would be refused."""
    page = PAGE.read_text(encoding="utf-8")
    (text,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    found = stepwise(read_csv(text), bootstrap=1000, seed=1)
    assert found.provenance.capture_sha256 == published("Kosovo").sha256
    assert f"{found.value:,.0f} people ({whole(found)})" in page
