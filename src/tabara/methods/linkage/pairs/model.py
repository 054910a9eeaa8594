"""The trained model: for each step of each comparison, its share among the same and among different people.

It is one JSON for every engine: the steps are built anew in each engine's words, only the numbers are kept. It holds
no name, no place and no record, so it may be carried from one deployment to another.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from tabara.methods.linkage.errors import LinkageError

FORMAT = "tabara-linkage-2"
LEAST = 1e-9
FEWEST = 2
MOST = 0.45  # of all pairs, however few they are

Shares = tuple[float, ...]


@dataclass(frozen=True)
class Model:
    """What training learned.

    `same`, `kin` and `other` hold, for each comparison, the shares of its steps in their order, what is left last:
    among pairs of one person, of two people of one family, and of strangers. `prior` is the chance that two records
    drawn at random are of one person, `prior_kin` that they are of one family, among as many records as it was learned
    from.
    """

    prior: float
    same: Mapping[str, Shares]
    other: Mapping[str, Shares]
    prior_kin: float
    kin: Mapping[str, Shares]
    records: int = FEWEST

    def among(self, records: int) -> "Model":
        """Give the model for other records: among ten times as many, two are of one person a tenth as often.

        >>> Model(0.01, {}, {}, 0.02, {}, 100).among(1000).prior
        0.001
        """
        prior, kin = (min(share * self.records / records, MOST) for share in (self.prior, self.prior_kin))
        return replace(self, prior=prior, prior_kin=kin, records=records)

    def as_json(self) -> str:
        """Return the model as text, to be read by `from_json`."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True)


def from_json(text: str, steps: Mapping[str, int]) -> Model:
    """Read a model whose comparisons have so many shares each; refuse any other."""
    try:
        told: dict[str, Any] = json.loads(text)
        if told.pop("format") != FORMAT:
            raise LinkageError("The model was written by another version. Train it anew.")
        same, other, kin = (
            {name: tuple(map(float, row)) for name, row in told[key].items()} for key in ("same", "other", "kin")
        )
        model = Model(float(told["prior"]), same, other, float(told["prior_kin"]), kin, int(told["records"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, LinkageError):
            raise
        raise LinkageError("The file is no model of linkage. Give the one that was written by training.") from None
    _check(model, steps)
    return model


def _check(model: Model, steps: Mapping[str, int]) -> None:
    for shares in (model.same, model.other, model.kin):
        if {name: len(row) for name, row in shares.items()} != dict(steps):
            raise LinkageError("The model compares other things than this version does. Train it anew.")
        if not all(0 < share <= 1 for row in shares.values() for share in row):
            raise LinkageError("A share in the model is not between 0 and 1. Train it anew.")
    if model.records < FEWEST:
        raise LinkageError("The model does not say from how many records it was learned. Train it anew.")
    if not (model.prior > 0 and model.prior_kin > 0 and model.prior + model.prior_kin < 1):
        raise LinkageError("The prior of the model is not between 0 and 1. Train it anew.")
