"""How alike two words are, for an engine whose own measure counts otherwise than DuckDB's.

Spark's Jaro-Winkler, and that of the archive which Splink brings for it, count half a transposed pair of letters; one
pair of names in two hundred would stand on the other side of a step. This one is the measure of DuckDB itself.
"""

import numpy as np
import pyarrow as pa
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

LEAST = 0.79  # a little under what any step asks for: what is less alike need not be measured to the end


def jaro_winkler(one: pa.Array, other: pa.Array) -> pa.Array:
    """Measure pairs of words; far below what any step asks for it is nought.

    >>> jaro_winkler(pa.array(["odette", "odette"]), pa.array(["odete", None])).to_pylist()
    [0.9666666666666667, 0.0]
    """
    words = (column.fill_null("").to_pylist() for column in (one, other))
    return pa.array(cpdist(*words, scorer=JaroWinkler.similarity, score_cutoff=LEAST, dtype=np.float64))
