"""Surveys from CSV: what respondents say of groups, the sizes of these, and who brought whom."""

import csv
import io
from collections.abc import Mapping, Sequence

import numpy as np

from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.surveys.resampling import Design
from tabara.methods.surveys.respondents import Network, network
from tabara.methods.surveys.scale_up import Survey

_SEPARATORS = (",", ";", "\t")
Rows = Sequence[tuple[int, Mapping[str, str]]]


def read_known(text: str) -> Mapping[str, float]:
    """Read the sizes of known groups: a CSV with the columns `group` and `size`.

    >>> read_known("group,size\\nnurses,4200\\n")
    {'nurses': 4200.0}
    """
    rows = _rows(text, ("group", "size"))
    sizes = {row["group"]: _number(line, "size", row["size"]) for line, row in rows}
    if len(sizes) != len(rows):
        raise PrevalenceError("A known group stands in the file twice.")
    return sizes


def read_survey(text: str, known: Mapping[str, float], *, total: float, hidden: str = "hidden") -> Survey:
    """Read a survey: a row for each respondent, a column for each known group and for the hidden people.

    The columns `weight`, `stratum` and `cluster` say how respondents were drawn, where they are there.

    >>> survey = read_survey("nurses,hidden\\n2,1\\n0,0\\n", {"nurses": 40.0}, total=1000)
    >>> survey.degrees.tolist()
    [50.0, 0.0]
    """
    rows = _rows(text, (*known, hidden))
    counts = np.array([[_number(line, name, row[name]) for name in (*known, hidden)] for line, row in rows], float)
    weights = [_number(line, "weight", row["weight"]) if "weight" in row else 1.0 for line, row in rows]
    design = Design(np.array(weights), _named(rows, "stratum"), _named(rows, "cluster"))
    return Survey(tuple(known), np.array([*known.values()]), float(total), counts[:, :-1], counts[:, -1], design)


def read_network(text: str) -> Network:
    """Read who brought whom: the columns `id`, `recruiter` (empty for the first), `degree` and `trait` (0 or 1).

    >>> read_network("id,recruiter,degree,trait\\n1,,10,1\\n2,1,5,0\\n").recruiter
    (-1, 0)
    """
    rows = _rows(text, ("id", "recruiter", "degree", "trait"))
    wrong = [line for line, row in rows if row["trait"] not in ("0", "1")]
    if wrong:
        raise PrevalenceError(f"Line {wrong[0]}: write 1 under trait for who has it, 0 for who has not.")
    return network(
        [
            (row["id"], row["recruiter"], _number(line, "degree", row["degree"]), row["trait"] == "1")
            for line, row in rows
        ]
    )


def _named(rows: Rows, column: str) -> tuple[str, ...] | None:
    return tuple(row[column] for _line, row in rows) if column in rows[0][1] else None


def _rows(text: str, needed: Sequence[str]) -> Rows:
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text), delimiter=max(_SEPARATORS, key=first.count))
    head = [name.strip() for name in next(lines, [])]
    missing = [name for name in needed if name not in head]
    if missing:
        raise PrevalenceError(f"The file has no column “{missing[0]}”. Its columns are: {', '.join(head) or 'none'}.")
    rows = []
    for row in lines:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(head):
            raise PrevalenceError(f"Line {lines.line_num} has {len(row)} cells, the head has {len(head)}.")
        rows.append((lines.line_num, dict(zip(head, (cell.strip() for cell in row), strict=True))))
    if not rows:
        raise PrevalenceError("The file has no rows below its head.")
    return rows


def _number(line: int, column: str, cell: str) -> float:
    try:
        found = float(cell)
    except ValueError:
        found = -1.0
    if not 0 <= found < np.inf:
        raise PrevalenceError(f"Line {line}: “{cell}” under {column} is not a number of nought or more.")
    return found
