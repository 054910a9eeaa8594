"""A flag says first what presses: a code, raised and lowered by named people, seen by whoever sees the course."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.assistance.operations import open_notes
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Flag
from tabara.protection.cases.operations import close_case, keep_flag, lower_flag, raise_flag, reopen_case
from tabara.protection.cases.operations import tasks as due
from tests.factories import make_member
from tests.protection.sharing.sharers import now, receiver, registered, shared, today
from tests.protection.work.people import agency_of, flagged

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
DAY = dt.timedelta(days=1)
ALL_BUT_COURSE = ("services", "findings")


@pytest.fixture
def us():
    return agency_of()


@pytest.fixture
def case(us):
    return registered(us.worker)


def kinds(by, case):
    return [(one.kind, one.lowered_at is None) for one in cases.flags(by=by, case=case)]


def codes(by, **filters):
    place = cases.COLUMNS.index("case__code")
    return [row[place] for row in cases.page(by=by, filters=filters).rows]


def test_a_raised_flag_says_who_raised_it_and_since_when(us, case):
    flagged(us.worker, case, "court", since=today())
    [one] = cases.flags(by=us.worker, case=case)
    assert (one.kind, one.raised_by, one.since, one.until) == ("court", us.worker, today(), None)


def test_its_words_are_sealed_and_stand_among_the_notes(us, case):
    flagged(us.worker, case, words="He was seen near the house.")
    assert b"house" not in bytes(Flag._base_manager.get().words)
    found = open_notes(by=us.worker, at=now(), case=case, reason="assistance")
    assert [(note.about, note.text) for note in found] == [("flag", "He was seen near the house.")]


def test_a_flag_comes_down_with_a_reason_and_stays_in_the_history(us, case):
    one = flagged(us.worker, case)
    lower_flag(by=us.supervisor, at=now(), case=case, flag=one.pk, why="settled")
    [row] = cases.flags(by=us.worker, case=case)
    assert (row.lowered_by, row.lowered_for, row.lowered_at is not None) == (us.supervisor, "settled", True)
    assert flagged(us.worker, case).pk != one.pk


def test_a_day_makes_a_task_and_lowers_nothing(us, case):
    one = flagged(us.worker, case, "court", until=today() + DAY)
    assert [(task.kind, task.due_on) for task in cases.tasks_of(by=us.worker, case=case)] == [
        ("flag.ends", today() + DAY)
    ]
    assert due.drift() == 0
    lower_flag(by=us.worker, at=now(), case=case, flag=one.pk, why="passed")
    assert cases.tasks_of(by=us.worker, case=case) == []
    assert due.drift() == 0


def test_a_flag_that_is_kept_for_longer_has_the_same_words_and_a_new_day(us, case):
    one = flagged(us.worker, case, "court", until=today(), words="At nine.")
    kept = keep_flag(by=us.supervisor, at=now(), case=case, flag=one.pk, until=today() + 7 * DAY)
    assert kinds(us.worker, case) == [("court", True)]
    assert [task.due_on for task in cases.tasks_of(by=us.worker, case=case)] == [today() + 7 * DAY]
    assert kept.since == one.since
    found = open_notes(by=us.worker, at=now(), case=case, reason="assistance")
    assert [note.text for note in found] == ["At nine."]
    assert due.drift() == 0


def test_the_task_of_a_flag_ends_with_the_case_and_comes_back_with_it(us, case):
    flagged(us.worker, case, "court", until=today())
    close_case(by=us.worker, at=now(), case=case, on=today(), reason="goals_met")
    assert cases.tasks_of(by=us.worker, case=case) == []
    reopen_case(by=us.worker, at=now(), case=case)
    assert [task.kind for task in cases.tasks_of(by=us.worker, case=case)] == ["flag.ends"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "storm"}, "“storm” is not in the list “flag”"),
        ({"since": today() + 2 * DAY}, "is after today"),
        ({"since": today() - 400 * DAY}, "is before the day the case was opened"),
        ({"until": today() - DAY}, "is before today"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(us, case, given, sentence):
    with pytest.raises(Refused, match=sentence):
        raise_flag(by=us.worker, at=now(), case=case, **{"kind": "safety", "since": today(), **given})
    assert cases.flags(by=us.worker, case=case) == []


def test_one_of_a_kind_at_a_time(us, case):
    flagged(us.worker, case)
    with pytest.raises(Refused, match="This flag is raised already"):
        flagged(us.worker, case)
    flagged(us.worker, case, "medical")
    assert len(cases.flags(by=us.worker, case=case)) == 2


def test_a_closed_case_gets_no_new_flag(us, case):
    close_case(by=us.worker, at=now(), case=case, on=today(), reason="goals_met")
    with pytest.raises(Refused, match="This case is closed"):
        flagged(us.worker, case)


def test_what_was_lowered_is_neither_lowered_nor_kept_again(us, case):
    one = flagged(us.worker, case)
    lower_flag(by=us.worker, at=now(), case=case, flag=one.pk, why="settled")
    with pytest.raises(Refused, match="Somebody has lowered this flag already"):
        lower_flag(by=us.worker, at=now(), case=case, flag=one.pk, why="settled")
    with pytest.raises(Refused, match="Somebody has lowered this flag already"):
        keep_flag(by=us.worker, at=now(), case=case, flag=one.pk, until=today())
    with pytest.raises(NotFound):
        cases.flag(by=us.worker, case=case, number=one.pk)


def test_a_flag_of_another_case_is_not_there(us, case):
    one = flagged(us.worker, registered(us.worker))
    with pytest.raises(NotFound):
        lower_flag(by=us.worker, at=now(), case=case, flag=one.pk, why="settled")


def test_a_flag_is_lowered_for_a_reason_of_the_list(us, case):
    one = flagged(us.worker, case)
    with pytest.raises(Refused, match="is not in the list “flag_end”"):
        lower_flag(by=us.worker, at=now(), case=case, flag=one.pk, why="because")


def test_who_may_not_change_the_case_raises_no_flag(us, case):
    for by in (us.colleague, make_member("coordinator"), agency_of("other").supervisor):
        with pytest.raises(NotAllowed):
            flagged(by, case)


def test_a_flag_is_seen_by_whoever_sees_where_the_case_stands(us, case):
    flagged(us.worker, case, words="Not for everybody.")
    with_course, without = receiver(), receiver(team=None)
    shared(us.worker, case, with_course, groups=("course",))
    assert kinds(with_course, case) == [("safety", True)]
    other = registered(us.worker)
    flagged(us.worker, other)
    shared(us.worker, other, without, groups=ALL_BUT_COURSE)
    assert kinds(without, other) == []
    assert kinds(agency_of("other").supervisor, case) == []


def test_the_list_is_filtered_by_a_flag_or_by_any(us, case):
    flagged(us.worker, case, "court")
    other, bare = registered(us.worker), registered(us.worker)
    lower_flag(by=us.worker, at=now(), case=other, flag=flagged(us.worker, other, "court").pk, why="passed")
    flagged(us.worker, other, "medical")
    assert codes(us.worker, flag="court") == [case.code]
    assert codes(us.worker, flag="any") == [other.code, case.code]
    assert bare.code in codes(us.worker)
    assert cases.flags_of(by=us.worker, cases=[case.pk, other.pk, bare.pk]) == {
        case.pk: ["court"],
        other.pk: ["medical"],
    }


def test_a_case_shared_without_its_course_answers_to_no_flag(us, case):
    helper = receiver()
    flagged(us.worker, case)
    shared(us.worker, case, helper, groups=ALL_BUT_COURSE)
    assert codes(helper, flag="safety") == []
    assert codes(helper) == [case.code]


def test_cases_with_a_flag_are_counted_among_the_own_or_those_within_reach(us, case):
    flagged(us.worker, case)
    flagged(us.worker, case, "court")
    theirs = registered(us.colleague)
    flagged(us.colleague, theirs)
    assert cases.tally(by=us.worker, at=now(), own=True).flagged == 1
    assert cases.tally(by=us.supervisor, at=now(), own=False).flagged == 2
    assert cases.tally(by=agency_of("other").supervisor, at=now(), own=False).flagged == 0


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_two_who_raise_the_same_flag_at_once_raise_one(us, case):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets in one writer at a time")
    said = []

    def attempt():
        try:
            flagged(us.worker, case)
        except Refused as refusal:
            said.append(refusal.message)
        finally:
            connections.close_all()

    both = [threading.Thread(target=attempt) for _ in range(2)]
    [one.start() for one in both]
    [one.join() for one in both]
    assert len(said) == 1
    assert kinds(us.worker, case) == [("safety", True)]
