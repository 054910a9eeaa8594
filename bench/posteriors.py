"""Posteriors of hidden people, in CPU seconds: all graphs on six lists, twenty chains of classes, thresholded pairs.

The R packages' times were taken on a loaded machine of two cores: dga stops at five lists, and LCMCR takes about 15
microseconds a turn of one chain, which is 15 seconds for twenty chains of 50,000 turns in compiled code.
"""

import time
from collections.abc import Callable

from bench.table import Row

LISTS = ["LA", "NG", "PF", "GO", "GP", "NCA"]
UK = (  # Silverman (2014): the six lists of the UK
    "100000:54 010000:463 001000:907 000100:695 000010:316 000001:57 110000:15 101000:19 100100:3 011000:56 "
    "010100:19 010010:1 010001:3 001100:69 001010:10 001001:31 000110:8 000101:6 000011:1 111000:1 110100:1 "
    "011100:4 011001:3 001101:1 111100:1"
)
GRAPHS_SECONDS, LATENT_SECONDS = 4.0, 30.0
SHARE = 10  # a tenth of the turns is run, and its time taken ten times


def measure() -> list[Row]:
    """Return the rows of the table."""
    from tabara.methods.prevalence import bayes_threshold, capture_table, graph_average, latent_classes
    from tabara.methods.prevalence.gibbs import Run

    counts = dict(one.split(":") for one in UK.split())
    table = capture_table(LISTS, {tuple(map(int, history)): int(count) for history, count in counts.items()})
    merged = table.merged({"PFNCA": ["PF", "NCA"]})
    run = Run(iterations=50_000 // SHARE, burn_in=0)
    graphs = seconds(lambda: graph_average(table, ceiling=40_000))
    chains = [SHARE * seconds(lambda lists=lists: latent_classes(lists, run=run)) for lists in (table, merged)]
    pairs = seconds(lambda: bayes_threshold(table))
    return [
        Row("decomposable graphs: six lists, all 18,154 graphs", graphs, "CPU s", at_most=GRAPHS_SECONDS),
        Row("latent classes: six lists, 20 chains of 50,000 turns", chains[0], "CPU s", at_most=LATENT_SECONDS),
        Row("latent classes: five lists, 20 chains of 50,000 turns", chains[1], "CPU s", at_most=LATENT_SECONDS),
        Row("Bayesian thresholding: six lists, 100 chains, both models", pairs, "CPU s"),
    ]


def seconds(call: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    call()
    return time.process_time() - start
