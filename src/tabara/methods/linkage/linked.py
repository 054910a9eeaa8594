"""The result of linking: pairs with a probability, and what may be done with them. Nothing is merged by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tabara.methods.linkage.grouping import Decision, grouped

FLOOR = 0.01
"""Pairs below this probability are not kept."""

POSSIBLE = 0.9
"""What a pair can reach of which one record has a single name: possible, and for a person to decide."""

ASKED = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)

PAIRS = pa.schema({"unique_id_l": pa.string(), "unique_id_r": pa.string(), "probability": pa.float64()})


@dataclass(frozen=True)
class Linkage:
    """Which records may be of one person.

    `pairs` has the columns unique_id_l, unique_id_r and probability, the most probable first. `expected` is how many
    pairs of one person the model expects among those compared, kept or not; `model` is the trained model as text.
    """

    pairs: pa.Table
    ids: tuple[str, ...] = field(repr=False)
    expected: float
    model: str = field(repr=False)
    compared: int
    seed: int
    engine: str
    versions: tuple[tuple[str, str], ...]

    @property
    def thresholds(self) -> pa.Table:
        """What precision and recall each threshold promises, if the stated probabilities are right.

        Recall is of the pairs of one person among those compared: whom no rule brought together is not in it.
        """
        found = np.sort(self.pairs["probability"].to_numpy())[::-1]
        kept = [found[found >= threshold] for threshold in ASKED]
        return pa.table(
            {
                "threshold": list(ASKED),
                "pairs": [len(some) for some in kept],
                "precision": [float(some.mean()) if len(some) else None for some in kept],
                "recall": [float(some.sum()) / self.expected if self.expected else None for some in kept],
            },
            schema=pa.schema(
                {"threshold": pa.float64(), "pairs": pa.int64(), "precision": pa.float64(), "recall": pa.float64()}
            ),
        )

    def clusters(self, threshold: float, decided: Iterable[Decision] = ()) -> dict[str, str]:
        """Give every record the number of its group: the smallest of the records in it.

        Pairs at or above the threshold lie in one group, and so do pairs that a person accepted, whatever their
        probability; a pair that a person rejected never does, whatever lies between them.
        """
        pairs = self.queue(threshold, 1.0 + FLOOR).to_pydict()
        links = zip(pairs["unique_id_l"], pairs["unique_id_r"], strict=True)
        return grouped(self.ids, links, decided)

    def queue(self, lower: float, upper: float) -> pa.Table:
        """Give the pairs that a person has to decide: from `lower` up to, and without, `upper`."""
        stated = self.pairs["probability"]
        return self.pairs.filter(pc.and_(pc.greater_equal(stated, lower), pc.less(stated, upper)))
