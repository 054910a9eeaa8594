"""Studies given out one after the other: which lists are the same people, and what their numbers tell together."""

import datetime as dt

import pytest

from tabara.access.errors import Refused
from tabara.indicators.entries import Entry
from tabara.methods.prevalence import capture_table
from tabara.methods.prevalence.study import Description, study
from tabara.publication.models import Release
from tabara.publication.operations import publish, release_study
from tabara.publication.releases import Leaving, look_first, study_leaving
from tabara.publication.releases import leaving as guard
from tabara.publication.studies.ground import MOST_PIECES
from tabara.publication.studies.released import ANY, EXACTLY, KEY, LIST, OF, entries_of_study, lists_in
from tests.factories import NOW, make_member

pytestmark = pytest.mark.django_db(databases="__all__")
YEAR = (dt.date(2025, 1, 1), dt.date(2026, 1, 1))


def listed(key, *agencies, since=YEAR[0], until=YEAR[1], victims="presumed"):
    """Say what a list is, as a release writes it; without agencies it was brought in."""
    return LIST, (key, since.isoformat(), until.isoformat(), victims, *agencies)


def told(counts, lists):
    """Make the release of a study: how many stand on each set of lists and on any, nothing withheld."""
    names, period = tuple(one[1][0] for one in lists), ends(lists)

    def entry(how, some, value):
        return Entry(KEY, ((how, tuple(some)), (OF, names), *lists), *period, "", value)

    some = [*(entry(EXACTLY, each, value) for each, value in counts.items()), entry(ANY, names, sum(counts.values()))]
    return Leaving("study", "study", "en", *period, "public", NOW, tuple(some))


def ends(lists):
    """Give the first and the last day of all lists."""
    days = [[dt.date.fromisoformat(one[1][at]) for one in lists] for at in (1, 2)]
    return min(days[0]), max(days[1])


@pytest.fixture
def out(db):
    """Give studies out in their order; give the sentence that stopped the last one, or nothing."""
    by = make_member("data_team")

    def give(*some):
        for one in some:
            try:
                publish(by=by, at=NOW, reason="trial", leaving=one)
            except Refused as refusal:
                return refusal.message
        return ""

    return give


A, B, C = listed("A", "clinics"), listed("B", "police"), listed("C", "shelters")


def test_a_table_brought_in_again_with_one_day_changed_is_still_the_same_people(out):
    some = [listed("A"), listed("B")]
    longer = [listed("A", until=dt.date(2026, 1, 2)), listed("B")]
    shorter = [listed("A", until=dt.date(2025, 12, 31)), listed("B")]
    assert out(told({"A": 40, "B": 30}, some)) == ""
    assert "fewer than 10" in out(told({"A": 43, "B": 30}, longer))
    assert "fewer than 10" in out(told({"A": 43, "B": 30}, shorter))
    assert "fewer than 10" in out(told({"A": 37, "B": 30}, longer))


def test_a_list_that_two_studies_share_is_compared_whatever_the_days_of_their_other_lists(out):
    """Whoever stands on B alone beside A, less who does beside A and C, stands on B and C."""
    late = listed("C", "shelters", since=dt.date(2025, 3, 1), until=dt.date(2026, 3, 1))
    assert out(told({"A": 40, "B": 30, "AB": 20}, [A, B])) == ""
    refused = out(told({"A": 40, "B": 26, "C": 50, "AB": 20}, [A, B, late]))
    assert "people on the lists B − A" in refused
    assert "less: people on the lists B − A − C" in refused


def test_two_lists_of_one_name_are_two_where_other_agencies_keep_them(out):
    """The numbers are those of a study counted again a few people later, if the lists were the same."""
    assert out(told({"A": 40, "B": 30}, [A, B])) == ""
    assert out(told({"A": 43, "B": 30}, [listed("A", "unions"), listed("B", "embassies")])) == ""
    assert "fewer than 10" in out(told({"A": 43, "B": 30}, [A, B]))


def test_a_list_under_another_name_is_the_same_where_the_same_agencies_keep_it(out):
    assert out(told({"A": 40, "B": 30}, [A, B])) == ""
    assert "fewer than 10" in out(told({"X": 43, "Y": 30}, [listed("X", "clinics"), listed("Y", "police")]))


def test_a_list_of_one_agency_more_or_of_victims_in_a_wider_sense_holds_the_other_one(out):
    assert out(told({"A": 40, "B": 30}, [listed("A", "clinics", victims="identified"), B])) == ""
    assert "fewer than 10" in out(told({"A": 45, "B": 30}, [listed("A", "clinics"), B]))
    assert "fewer than 10" in out(
        told({"A": 45, "B": 30}, [listed("A", "clinics", "shelters", victims="identified"), B])
    )


def test_lists_of_other_years_are_other_people(out):
    old = {"since": dt.date(2024, 1, 1), "until": YEAR[0]}
    assert out(told({"A": 40, "B": 30}, [listed("A", "clinics", **old), listed("B", "police", **old)])) == ""
    assert out(told({"A": 43, "B": 30}, [A, B])) == ""


def test_a_release_of_before_that_does_not_say_what_its_lists_are_is_held_against_those_of_their_names(out):
    def old(one):
        entries = tuple(Entry(e.key, e.where[:2], e.since, e.until, "", e.value) for e in one.entries)
        return Leaving("study", "study", "en", one.since, one.until, "public", NOW, entries)

    assert out(old(told({"A": 40, "B": 30, "AB": 20}, [A, B]))) == ""
    assert "fewer than 10" in out(told({"A": 43, "B": 30, "AB": 20}, [A, B]))
    assert "A − B − C" in out(told({"A": 36, "B": 30, "C": 50, "AB": 20}, [A, B, C]))


MANY = [listed(f"L{at}", f"agency {at}") for at in range(MOST_PIECES - 2)]


def test_a_study_of_many_lists_takes_none_of_the_others_out_of_sight(out):
    """Lists that the study of ten does not share with the two others are no reason to pass these over."""
    few = Leaving("study", "study", "en", *YEAR, "public", NOW, _many(MANY))
    assert out(few, told({"A": 40, "B": 30, "AB": 20}, [A, B])) == ""
    assert "A − B − C" in out(told({"A": 36, "B": 30, "C": 50, "AB": 20}, [A, B, C]))


def test_studies_that_share_lists_and_name_too_many_are_not_taken_to_be_safe(out):
    """A list of each is told by itself, so that no two can be taken together."""
    more = [MANY[0], *(listed(f"M{at}", f"other {at}") for at in range(4))]
    first, second = (Leaving("study", "study", "en", *YEAR, "public", NOW, _many(some)) for some in (MANY, more))
    assert out(first, second) == (
        "“Study of how many there are 2025-01/2025-12” cannot be compared with all studies given out before: together "
        "they name too many lists. Sign off a study of fewer lists."
    )


def test_lists_of_which_nothing_but_all_people_together_was_told_are_one_list_to_whoever_reads(out):
    names = tuple(one[1][0] for one in MANY)
    alone = Entry(KEY, ((ANY, names), (OF, names), *MANY), *YEAR, "", 300)
    more = [MANY[0], *(listed(f"M{at}", f"other {at}") for at in range(4))]
    first, second = (Leaving("study", "study", "en", *YEAR, "public", NOW, some) for some in ((alone,), _many(more)))
    assert out(first, second) == ""


def _many(lists):
    """Give how many stand on each of the lists alone, and that nobody stands on two."""
    return told({(one[1][0],): 20 + 10 * at for at, one in enumerate(lists)}, lists).entries


def test_a_study_writes_what_each_of_its_lists_is():
    table = capture_table("AB", {(1, 0): 40, (0, 1): 30, (1, 1): 16})
    days = {"since": "2025-01-01", "until": "2026-01-01", "victims": "presumed"}
    lists = [{"key": "B", "agencies": ["police"], **days}, {"key": "A", "agencies": ["clinics"], **days}]
    found = study(table, bootstrap=0, description=Description(title="Trial"))
    entry = entries_of_study(found, lists)[-1]
    assert entry.where == ((ANY, ("A", "B")), (OF, ("A", "B")), A, B)
    assert (lists_in(entry), entry.value) == ("A / B", 86)
    given = {"lists": lists, "language": "en", "finished_at": NOW}
    assert study_leaving(found, struck_at=None, **given).entries[-1] == entry
    with pytest.raises(Refused, match="taken out of use"):
        study_leaving(found, struck_at=NOW, **given)


def test_what_was_compared_before_the_act_is_compared_again_only_where_something_left_meanwhile(monkeypatch):
    by, asked = make_member("data_team"), []
    really = guard.derived
    monkeypatch.setattr(guard, "derived", lambda *some, **more: asked.append(1) or really(*some, **more))

    def give(one):
        release_study(by=by, at=NOW, reason="trial", leaving=one)

    give(told({"A": 40, "B": 30, "AB": 20}, [A, B]))
    second = told({"A": 40, "B": 50, "C": 50, "AB": 20}, [A, B, C])
    look_first(second)
    assert len(asked) == 1
    give(told({"X": 70, "Y": 60}, [listed("X", "unions"), listed("Y", "embassies")]))
    asked.clear()
    look_first(second)
    give(second)
    assert len(asked) == 1
    few = told({"A": 36, "B": 50, "C": 50, "AB": 20}, [A, B, C])
    look_first(few)
    with pytest.raises(Refused, match="fewer than 10"):
        give(few)
    assert Release.objects.count() == 3
