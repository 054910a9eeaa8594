"""The guard at the door: releases drawn as lists of numbers, entered one after the other."""

import datetime as dt
import re
from pathlib import Path

import pytest

from tabara.access.errors import Refused
from tabara.indicators.entries import Entry, digest, from_row
from tabara.methods.disclosure import linked
from tabara.publication import operations, queries
from tabara.publication.models import Release
from tabara.publication.operations import publish, release_dossier
from tabara.publication.releases import Leaving
from tabara.publication.releases import leaving as guard
from tabara.publication.studies.released import ANY, EXACTLY, KEY, OF
from tests.factories import NOW, make_member
from tests.indicators.drawn import rows

pytestmark = pytest.mark.django_db(databases="__all__")
CELLS = ("commune", "sex")


def quarters(text):
    """Read "2025-Q1" or "2025-Q1..Q2"."""
    year, first, last = int(text[:4]), int(text[6]), int(text[-1])
    return dt.date(year, first * 3 - 2, 1), dt.date(year + last // 4, last * 3 % 12 + 1, 1)


def leaving(drawn, name="highlights", geography="2024", built=NOW):
    """Make a release of a drawn table: what was counted, when, whom, and how many."""
    entries = []
    for row in rows(drawn):
        since, until = quarters(row["when"])
        where = tuple((cell, tuple(row[cell].split("+"))) for cell in sorted(CELLS) if row.get(cell))
        value = None if row["value"] == "withheld" else int(row["value"])
        entries.append(Entry(row["indicator"], where, since, until, row.get("division") or geography, value))
    first, last = min(one.since for one in entries), max(one.until for one in entries)
    return Leaving("infosheet", name, "en", first, last, "own", built, tuple(entries))


@pytest.fixture
def out(db):
    """Give out releases in their order; give the sentence that stopped the last one, or nothing."""
    by = make_member("data_team")

    def give(*drawn):
        for one in drawn:
            try:
                publish(by=by, at=NOW, reason="trial", leaving=one if isinstance(one, Leaving) else leaving(one))
            except Refused as refusal:
                return refusal.message
        return ""

    return give


HALF = "indicator|when|sex|value\nvictims_identified|2025-Q1..Q2|female|40\nvictims_identified|2025-Q1..Q2|-|60"


def test_the_half_year_less_its_first_quarter_is_refused_with_the_names_of_both(out):
    told = out(HALF, "indicator|when|sex|value\nvictims_identified|2025-Q1|female|37")
    assert told.startswith("“Highlights 2025-01/2025-03” and “Highlights 2025-01/2025-06”, given out on 2026-03-02,")
    assert "fewer than 10 people" in told
    assert "Victims identified, Female, 2025-01/2025-06, less: Victims identified, Female, 2025-01/2025-03" in told
    assert Release.objects.count() == 1


def test_a_quarter_that_leaves_enough_people_in_the_other_one_may_go(out):
    assert out(HALF, "indicator|when|sex|value\nvictims_identified|2025-Q1|female|20") == ""
    assert Release.objects.count() == 2


def test_a_year_less_three_quarters_is_refused_though_no_two_releases_tell_it(out):
    some = [f"indicator|when|value\nvictims_identified|2025-Q{n}|{value}" for n, value in ((1, 30), (2, 40), (3, 25))]
    assert "fewer than 10" in out(*some, "indicator|when|value\nvictims_identified|2025-Q1..Q4|100")
    assert Release.objects.count() == 3


def test_women_and_men_given_out_apart_tell_of_the_others_once_the_total_follows(out):
    apart = "indicator|when|sex|value\nvictims_identified|2025-Q1|female|40\nvictims_identified|2025-Q1|male|30"
    assert "fewer than 10" in out(apart, "indicator|when|value\nvictims_identified|2025-Q1|73")
    assert out("indicator|when|value\nvictims_identified|2025-Q1|95") == ""


def test_another_division_of_the_country_is_subtracted_too(out):
    """In the invented country the commune ZZA1 of 2024 is ZZ101 of 2010 and a part of ZZ102."""
    newer = "indicator|when|commune|value\nvictims_identified|2025-Q1|ZZA1|43"
    few, enough = (
        leaving(f"indicator|when|commune|value\nvictims_identified|2025-Q1|ZZ101|{value}", geography="2010")
        for value in (40, 20)
    )
    assert "fewer than 10" in out(newer, few)
    assert out(enough) == ""


def test_people_helped_in_two_quarters_are_one_person_and_their_difference_is_still_found(out):
    """People helped count once over a period, so that quarters do not add up to a year: no sum is made of them."""
    year = "indicator|when|value\npersons_assisted|2025-Q1..Q4|100"
    quarters = [f"indicator|when|value\npersons_assisted|2025-Q{n}|60" for n in (1, 2, 3, 4)]
    assert out(year, *quarters) == ""
    assert "fewer than 10" in out("indicator|when|value\npersons_assisted|2025-Q1..Q3|97")


def test_one_indicator_that_is_a_part_of_another_is_subtracted_from_it(out):
    """Children registered are persons registered of one age group."""
    told = out(
        "indicator|when|value\npersons_registered|2025-Q1|50", "indicator|when|value\nchildren_registered|2025-Q1|46"
    )
    assert "fewer than 10" in told


def test_the_same_total_with_a_few_more_people_does_not_go_out_again_and_with_enough_more_it_does(out):
    old = leaving("indicator|when|value\npersons_registered|2025-Q1|50")
    told = out(old, "indicator|when|value\npersons_registered|2025-Q1|53")
    assert "fewer than 10 people joined or left since" in told
    assert out("indicator|when|value\npersons_registered|2025-Q1|61") == ""
    assert out(old) == "" or "joined or left" in out(old)


def test_a_total_is_held_against_every_paper_that_told_it_and_not_the_latest_alone(out):
    """The first paper is printed once more at the end: its numbers are kept only where they stood first."""
    first = leaving("indicator|when|value\npersons_registered|2025-Q1|12")
    assert out(first, "indicator|when|value\npersons_registered|2025-Q1|25", first) == ""
    assert "joined or left since" in out("indicator|when|value\npersons_registered|2025-Q1|15")
    assert "joined or left since" in out("indicator|when|value\npersons_registered|2025-Q1|28")
    assert out("indicator|when|value\npersons_registered|2025-Q1|40") == ""


def test_where_the_time_is_over_that_everything_together_may_take_nothing_leaves(out, monkeypatch):
    out(HALF)
    monkeypatch.setattr(guard, "SECONDS", 0)
    assert "cannot be compared" in out("indicator|when|sex|value\nvictims_identified|2025-Q1|female|20")


def test_the_register_says_which_papers_told_what_had_left_before(out):
    assert out(HALF, HALF, leaving("indicator|when|value\nawareness_sessions|2025-Q1|11")) == ""
    told = queries.releases(by=make_member("data_team"))
    assert sorted(one.again for one in told) == [False, False, True]


def test_the_same_numbers_may_go_out_in_another_language_and_are_kept_once(out):
    assert out(HALF, HALF) == ""
    assert [len(one.numbers) for one in Release.objects.order_by("given_at", "id")] == [2, 0]
    assert len(set(Release.objects.values_list("digest", flat=True))) == 1


def test_numbers_of_other_years_and_of_other_things_are_not_held_against_each_other(out):
    assert out(HALF, "indicator|when|sex|value\nvictims_identified|2023-Q1|female|37") == ""
    assert out("indicator|when|sex|value\npresumed_victims|2025-Q1|female|37") == ""


def test_what_counts_nobody_is_not_guarded(out):
    assert (
        out(
            "indicator|when|value\nawareness_sessions|2025-Q1..Q2|12",
            "indicator|when|value\nawareness_sessions|2025-Q1|11",
        )
        == ""
    )


def test_a_withheld_number_that_two_releases_give_away_is_refused(out):
    first = "indicator|when|sex|value\nvictims_identified|2025-Q1|female|withheld\nvictims_identified|2025-Q1|male|40"
    assert "fewer than 10" in out(first, "indicator|when|value\nvictims_identified|2025-Q1|44")


def test_a_dossier_is_guarded_as_a_sheet_is(out):
    out(HALF)
    member = make_member("secretariat")
    one = leaving("indicator|when|sex|value\nvictims_identified|2025-Q1|female|37")
    with pytest.raises(Refused, match="fewer than 10"):
        release_dossier(by=member, at=NOW, reason="trial", leaving=one)


def test_an_entry_is_read_back_as_it_was_written_and_has_one_digest_in_whatever_order():
    some = leaving(HALF).entries
    assert tuple(from_row(one.as_row()) for one in some) == some
    assert digest(some) == digest(some[::-1]) != digest(some[:1])


def test_a_number_of_an_indicator_that_the_pack_no_longer_has_is_passed_over(out):
    first, last = dt.date(2025, 1, 1), dt.date(2025, 4, 1)
    nothing = Leaving("infosheet", "highlights", "en", first, last, "own", NOW, ())
    gone = Leaving("infosheet", "old", "en", first, last, "own", NOW, (Entry("gone", (), first, last, "", 3),))
    assert out(nothing, gone) == ""


def test_no_operation_takes_anything_out_of_the_register_or_changes_it():
    """What was given out cannot be called back; a register that forgot it would let the next paper tell it."""
    written = [path.read_text() for path in Path(operations.__file__).parents[1].rglob("*.py")]
    touched = [line.strip() for text in written for line in text.splitlines() if "Release.objects" in line]
    assert [line for line in touched if not re.search(r"Release\.objects\.(filter|order_by|create)\(", line)] == []
    assert not any(re.search(r"Release\.objects\S*\.(delete|update)\(", line) for line in touched)


def test_where_it_cannot_be_worked_out_what_they_tell_together_nothing_leaves(out, monkeypatch):
    out(HALF)
    monkeypatch.setattr(linked, "MOST_CELLS", 1)
    told = out("indicator|when|sex|value\nvictims_identified|2025-Q1|female|20")
    assert told == (
        "“Highlights 2025-01/2025-03” cannot be compared with everything that was given out before: there are too many "
        "numbers. Choose a coarser cut or a shorter period."
    )


STUDY = (dt.date(2025, 1, 1), dt.date(2026, 1, 1))


def study(counts, lists="AB"):
    """Make the release of a study: how many people stand on each set of lists, nothing withheld."""

    def entry(how, names, value):
        return Entry(KEY, ((how, tuple(names)), (OF, tuple(lists))), *STUDY, "", value)

    told = [*(entry(EXACTLY, names, value) for names, value in counts.items()), entry(ANY, lists, sum(counts.values()))]
    return Leaving("study", "study", "en", *STUDY, "public", NOW, tuple(told))


def test_a_study_with_a_list_more_is_held_against_the_one_without_it(out):
    """Who stands on A alone beside B, less who stands on A alone beside B and C, stands on A and C."""
    told = out(study({"A": 40, "B": 30, "AB": 20}), study({"A": 36, "B": 30, "C": 50, "AB": 20}, "ABC"))
    assert "“Study of how many there are 2025-01/2025-12” and" in told
    assert "people on the lists A − B, 2025-01/2025-12, less: people on the lists A − B − C" in told
    assert out(study({"A": 28, "B": 18, "C": 50, "AB": 20}, "ABC")) == ""


def test_a_study_counted_again_with_a_few_people_more_does_not_leave(out):
    assert "people on the lists A / B" in out(study({"A": 40, "B": 30, "AB": 20}), study({"A": 43, "B": 30, "AB": 20}))
