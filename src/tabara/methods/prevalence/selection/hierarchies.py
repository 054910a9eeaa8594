"""Every hierarchical model: one that has an interaction has those of all its parts."""

from itertools import combinations, product

import numpy as np

from tabara.methods.prevalence.capture import Ints
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.loglinear.newton import Bools

MOST_MODELS = 40_000  # 32,768 are the models of pairs of six lists


def hierarchies(terms: Ints, single: Bools) -> Bools:
    """Give every hierarchical model on these terms as a row that tells which it has; every list is in each.

    >>> terms = np.array([1, 2, 4, 3, 5, 6, 7])
    >>> len(hierarchies(terms, np.arange(7) < 3))
    9
    """
    models = single[None, :].copy()
    for size in range(2, max(int(term).bit_count() for term in terms) + 1):
        free = [_free(terms, model, size) for model in models]
        if sum(2 ** len(one) for one in free) > MOST_MODELS:
            raise PrevalenceError(
                f"There are more than {MOST_MODELS:,} models of these lists. Merge lists, allow interactions of fewer "
                "lists only, or use the stepwise method."
            )
        models = np.vstack([_larger(model, at) for model, at in zip(models, free, strict=True)])
    return models


def _free(terms: Ints, model: Bools, size: int) -> list[int]:
    """Where the interactions of one size stand whose parts a model has."""
    held = {int(term) for term in terms[model]}
    return [at for at, term in enumerate(terms) if int(term).bit_count() == size and held.issuperset(_parts(int(term)))]


def _larger(model: Bools, free: list[int]) -> Bools:
    """The model with every choice of some interactions."""
    choices = np.array(list(product((False, True), repeat=len(free))), bool).reshape(2 ** len(free), len(free))
    out = np.tile(model, (len(choices), 1))
    out[:, free] = choices
    return out


def _parts(term: int) -> set[int]:
    bits = [1 << at for at in range(term.bit_length()) if term >> at & 1]
    return {sum(part) for part in combinations(bits, len(bits) - 1)}


def top_sets(terms: Ints, model: Bools) -> Ints:
    """Give the terms of a model that are part of no other: how a hierarchical model is written."""
    held = [int(term) for term in terms[model]]
    return np.array([one for one in held if not any(one & other == one and one != other for other in held)], np.int64)
