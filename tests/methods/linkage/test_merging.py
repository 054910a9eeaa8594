"""A linkage is drawn quickly as it would be drawn step by step."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings, strategies

from tabara.methods.linkage.merging import merged, questions
from tabara.methods.linkage.pairs.together import in_agreement

RECORDS = 9
PAIR = strategies.tuples(*[strategies.integers(0, RECORDS - 1)] * 2).filter(lambda two: two[0] < two[1])
STATED = strategies.dictionaries(PAIR, strategies.sampled_from((0.1, 0.3, 0.5, 0.7, 0.9, 1.0)), max_size=20)


def by_hand(stated, chance):
    """Merge groups in the plainest way: look for the most probable two that nobody asked about yet."""
    groups, apart = {one: {one} for pair in stated for one in pair}, set()
    while True:
        asked = {
            (one, other): mean(stated, between(groups[one], groups[other]))
            for one, other in combinations(sorted(groups), 2)
            if stated.keys() & between(groups[one], groups[other]) and not apart & between(groups[one], groups[other])
        }
        if not asked:
            return sorted(sorted(group) for group in groups.values() if len(group) > 1)
        one, other = max(asked, key=lambda pair: (round(asked[pair], 9), -pair[0], -pair[1]))
        if chance() < asked[one, other]:
            groups[one] |= groups.pop(other)
        else:
            apart |= between(groups[one], groups[other])


def between(some, others):
    return {(min(one, other), max(one, other)) for one in some for other in others}


def mean(stated, pairs):
    return min(sum(stated.get(pair, 0.0) for pair in pairs) / len(pairs), 1.0)


def arrays(stated):
    pairs = sorted(stated)
    one, other = np.array(pairs, np.int64).reshape(-1, 2).T
    return one, other, np.array([stated[pair] for pair in pairs])


@given(STATED)
@settings(max_examples=200)
def test_with_a_fixed_chance_groups_meet_as_they_do_by_hand(stated):
    found = merged(questions(*arrays(stated), RECORDS), lambda: 0.45)
    assert sorted(map(sorted, found)) == by_hand(stated, lambda: 0.45)


def test_pairs_that_agree_are_all_pairs_of_a_group_and_a_weak_one_keeps_what_it_said():
    left, right, stated = arrays({(0, 1): 1.0, (1, 2): 1.0, (3, 4): 0.02})
    told = []
    found = in_agreement(left, right, stated, 5, np.random.default_rng(1).random, told.append)
    assert [column.tolist() for column in found[:2]] == [[0, 0, 1, 3], [1, 2, 2, 4]]
    sure, third, second, weak = found[2].tolist()
    assert sure == 1.0 > second > third > 0.25  # nothing was said of the first and the third
    assert weak == 0.02
    assert told[-1] == 1.0
