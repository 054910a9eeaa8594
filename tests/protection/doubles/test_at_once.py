"""Two supervisors act on the same two records in the same moment: she becomes one person once, and stays whole."""

import pytest
from django.db import connections  # noqa: F401 - the condition below asks for it

from tabara.access import audit
from tabara.access.errors import Refused
from tabara.protection.cases.models import Case
from tabara.protection.intake import operations as intake
from tabara.protection.intake.models import Merge, Pair
from tests.access.test_together import at_once
from tests.factories import NOW, make_member, register
from tests.protection.doubles.twice import FIRST, LATER, TWICE, known, merged, registered_twice, the_pair

pytestmark = [
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif("connections['default'].vendor != 'postgresql'", reason="SQLite lets in one writer at a time"),
]


def compared(by, pair=None):
    """Compare a pair; return the merge that this member would press."""
    pair = pair or the_pair()
    saw = intake.compare_pair(by=by, at=NOW, pair=pair, reason="verification").versions
    return lambda: intake.merge_persons(by=by, at=NOW, pair=pair, saw=saw, stands=FIRST)


def undoing(by, row):
    """Return the undoing of a merge that this member would press."""
    return lambda: intake.undo_merge(by=by, at=LATER, merge=row)


def told(ends):
    """Return what became of each: what it is where it was done, the refusal where it was not."""
    return sorted(type(one).__name__ for one in ends)


def persons():
    return len(set(Case._base_manager.values_list("person", flat=True)))


def test_two_who_merge_at_once_make_one_merge():
    first, second = make_member("supervisor"), make_member("supervisor")
    case, _ = registered_twice(first)
    assert told(at_once(compared(first), compared(second))) == ["Merge", "Refused"]
    assert (Merge._base_manager.count(), persons()) == (1, 1)
    assert known(second, case).full == "Odette Niragira"
    assert audit.broken_link() is None


def test_a_merge_is_undone_once_when_two_undo_it():
    first, second = make_member("supervisor"), make_member("supervisor")
    one, other = registered_twice(first)
    merged(first)
    undo = [undoing(by, Merge._base_manager.get()) for by in (first, second)]
    assert told(at_once(*undo)) == ["Merge", "Refused"]
    assert persons() == 2
    assert [known(first, case, LATER).given for case in (one, other)] == ["Odette", "Odeta"]


def test_one_woman_in_three_records_is_never_handed_to_somebody_who_is_gone():
    first, second = make_member("supervisor"), make_member("supervisor")
    registered_twice(first)
    register(first, names=TWICE, birth_year=1999)
    pairs = Pair._base_manager.order_by("pk")[:2]
    ends = at_once(*[compared(by, pair) for by, pair in zip((first, second), pairs, strict=True)])
    done = [one for one in ends if isinstance(one, Merge)]
    assert [one for one in ends if not isinstance(one, Merge | Refused)] == []
    assert persons() == 3 - len(done)
    assert all(known(first, case).given for case in Case._base_manager.all())
