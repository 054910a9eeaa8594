"""PostgreSQL is told who asks inside each transaction, and forgets it with the transaction."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from tabara.access.speaking import for_everybody, speaking_for
from tabara.protection.cases.models import Case
from tests import factories
from tests.walled import asked, needs_server

pytestmark = needs_server
TOLD = "SELECT current_setting('tabara.member', true), current_setting('tabara.principals', true)"


@pytest.fixture
def one(walled):
    return factories.make_member(agency=factories.make_agency("one"))


@pytest.fixture
def two(walled):
    return factories.make_member(agency=factories.make_agency("two"))


@pytest.fixture
def theirs(one, two):
    return {one: factories.register(one), two: factories.register(two)}


@contextmanager
def taken_back():
    """A transaction, or a savepoint inside one, that is rolled back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def seen():
    return set(Case._base_manager.values_list("pk", flat=True))


def told():
    """Ask the server itself, past the wire, whether it was told anything."""
    return [one or "" for one in connection.connection.execute(TOLD).fetchone()]


def test_outside_a_transaction_each_statement_is_asked_in_the_speakers_name(theirs, one):
    with speaking_for(one):
        assert seen() == {theirs[one].pk}
        assert told() == ["", ""]
    assert seen() == set()


def test_after_a_commit_nothing_is_left_of_it(theirs, one):
    with speaking_for(one), transaction.atomic():
        assert seen() == {theirs[one].pk}
        assert told()[0] == str(one.pk)
    assert told() == ["", ""]
    with transaction.atomic():
        assert seen() == set()


def test_after_a_rollback_nothing_is_left_of_it(theirs, one):
    with speaking_for(one), taken_back():
        assert seen() == {theirs[one].pk}
    assert told() == ["", ""]


def test_whoever_speaks_inside_another_ones_words_is_heard_alone(theirs, one, two):
    with transaction.atomic(), speaking_for(one):
        assert seen() == {theirs[one].pk}
        with speaking_for(two):
            assert seen() == {theirs[two].pk}
            with speaking_for(None):
                assert seen() == set()
            assert seen() == {theirs[two].pk}
        assert seen() == {theirs[one].pk}


def test_a_savepoint_that_is_taken_back_takes_no_name_with_it(theirs, one, two):
    with transaction.atomic():
        with speaking_for(one), taken_back():
            assert seen() == {theirs[one].pk}
        assert seen() == set()
        with speaking_for(one):
            assert seen() == {theirs[one].pk}
            with taken_back(), speaking_for(two):
                assert seen() == {theirs[two].pk}
            assert seen() == {theirs[one].pk}


def test_a_savepoint_that_is_kept_keeps_no_name(theirs, one, two):
    with transaction.atomic(), speaking_for(one):
        with transaction.atomic(), speaking_for(two):
            assert seen() == {theirs[two].pk}
        assert seen() == {theirs[one].pk}


def test_the_same_block_entered_twice_is_told_twice(theirs, one):
    @transaction.atomic
    def ask():
        return seen()

    with speaking_for(one):
        assert [ask(), ask()] == [{theirs[one].pk}] * 2


def test_a_statement_after_a_failed_one_fails_as_the_server_says(theirs, one):
    with speaking_for(one), taken_back():
        with pytest.raises(DatabaseError, match="division by zero"):
            asked("SELECT 1 / 0", by=one)
        with pytest.raises(DatabaseError, match="current transaction is aborted"):
            seen()
    assert told() == ["", ""]


@pytest.mark.parametrize("inside", [True, False])
def test_rows_fetched_some_at_a_time_are_the_speakers(theirs, one, inside):
    def ask():
        return {case.pk for case in Case._base_manager.iterator(chunk_size=1)}

    with speaking_for(one):
        if inside:
            with transaction.atomic():
                assert ask() == {theirs[one].pk}
        else:
            assert ask() == {theirs[one].pk}
    assert ask() == set()


def test_a_connection_that_is_kept_never_carries_a_name_to_the_next_request(theirs, one, two):
    before = connection.connection.pgconn.backend_pid
    for who in (one, two, None, one):
        with speaking_for(who):
            assert seen() == ({theirs[who].pk} if who else set())
        assert told() == ["", ""]
        assert seen() == set()
    assert connection.connection.pgconn.backend_pid == before


def test_what_looks_after_everything_is_forgotten_too(theirs):
    with for_everybody():
        assert seen() == {case.pk for case in theirs.values()}
    assert seen() == set()
