"""The likest candidate stands first, in either order of its names, and what is unknown decides nothing."""

import pytest
from hypothesis import given, strategies

from tabara.methods.linkage import NameQuery, NameRecord, Ranked, prerank, rank, similarity

FULL = NameRecord("Odette", "Niragira", 1990, "F", "MU01")
QUERY = NameQuery("Odette", "Niragira", 1990, "F", "MU01")
NAMES = strategies.text(max_size=15)
YEARS = strategies.none() | strategies.integers(1900, 2030)


def test_the_same_person_is_one() -> None:
    assert similarity(QUERY, FULL) == 1.0


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (FULL, NameRecord("Niragira", "Odette", 1990, "F", "MU01")),
        (FULL, NameRecord("Odette", "Nilagira", 1990, "F", "MU01")),
        (FULL, NameRecord("Odette", "Niragira", 1991, "F", "MU01")),
        (FULL, NameRecord("Odette", "Niragira", 1990, "F", "MU02")),
        (FULL, NameRecord("Odette", "Niragira", None, None, None)),
        (NameRecord("Odette", "Niragira", None, "F", "MU01"), NameRecord("Odette", "Niragira", 1970, "F", "MU01")),
        (NameRecord("Odette", "Niragira", 1990, None, "MU01"), NameRecord("Odette", "Niragira", 1990, "M", "MU01")),
        (NameRecord("Odette", "Niragira", 1990, "F", None), NameRecord("Odette", "Niragira", 1990, "F", "MU02")),
        (NameRecord("Odette", "Nilagira", 1990, "F", "MU01"), NameRecord("Odette", "", 1990, "F", "MU01")),
        (NameRecord("Odette", "", 1990, "F", "MU01"), NameRecord("Bernard", "Bizimana", 1990, "F", "MU01")),
        (NameRecord("Nilagira", "Odette"), NameRecord("Odette", "Ndayisenga")),
    ],
)
def test_the_liker_record_scores_higher(better: NameRecord, worse: NameRecord) -> None:
    assert similarity(QUERY, better) > similarity(QUERY, worse)


def test_years_further_away_score_no_better() -> None:
    scores = [similarity(QUERY, NameRecord("Odette", "Niragira", 1990 + off)) for off in range(12)]
    assert scores == sorted(scores, reverse=True)


def test_a_second_given_name_does_not_harm() -> None:
    longer = NameRecord("Marie Odette", "Niragira", 1990, "F", "MU01")
    assert similarity(QUERY, longer) == 1.0


def test_one_name_alone_never_reaches_certainty() -> None:
    assert similarity(NameQuery("Odette", ""), NameRecord("Odette", "Niragira")) < 0.85


@given(NAMES, NAMES, YEARS, NAMES, NAMES, YEARS)
def test_any_two_names_give_a_number_between_nought_and_one(
    given: str, surname: str, year: int | None, other_given: str, other_surname: str, other_year: int | None
) -> None:
    score = similarity(NameQuery(given, surname, year), NameRecord(other_given, other_surname, other_year))
    assert 0.0 <= score <= 1.0


def test_the_ranking_gives_positions_best_first_and_keeps_ties_in_order() -> None:
    candidates = [NameRecord("Bernard", "Bizimana"), FULL, NameRecord("Odette", "Nilagira", 1990, "F", "MU01"), FULL]
    ranked = rank(QUERY, candidates, limit=3)
    assert [found.position for found in ranked] == [1, 3, 2]
    assert ranked[0] == Ranked(1, 1.0)


def test_nobody_to_rank_gives_nobody() -> None:
    assert rank(QUERY, []) == ()
    assert prerank([]) == ()


def test_the_preranking_keeps_those_met_under_the_most_keys() -> None:
    assert prerank([7, 3, 9, 3, 9, 9], limit=2) == (9, 3)
