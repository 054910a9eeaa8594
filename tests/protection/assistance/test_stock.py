"""Things are counted one by one: what leaves a store is recorded as help, and nobody takes what is not there."""

import pytest

from tabara import sealing
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.assistance import operations, queries
from tabara.protection.assistance.models import Movement, OnHand, Service, Store
from tests.access.test_together import at_once
from tests.factories import NOW, TODAY, make_agency, make_member, register
from tests.protection.assistance.helpers_of_help import DAY, issued, moved, stocked
from tests.protection.sharing.sharers import now, receiver, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper():
    return make_member("supervisor")


@pytest.fixture
def worker(keeper):
    return make_member(agency=keeper.agency)


@pytest.fixture
def case(worker):
    return register(worker)


def lines(store):
    return [(one.kind, one.quantity, one.left) for one in store.movements.order_by("recorded_at", "id")]


def there(store, item="dignity_kit"):
    return store.on_hand.get(item=item).quantity


def sums_up(store):
    """Tell whether each number is what its lines add up to."""
    return all(
        one.quantity == sum(line.quantity for line in store.movements.filter(item=one.item))
        for one in store.on_hand.all()
    )


def counts(by, store, reason="counted", **counted):
    return operations.count_stock(by=by, at=NOW, store=store, counted=counted, reason=reason)


def test_what_comes_and_goes_stands_in_the_book_with_what_is_left(keeper):
    store = stocked(keeper, 5)
    moved(keeper, store, 2, kind="out")
    assert (lines(store), there(store)) == ([("in", 5, 5), ("out", -2, 3)], 3)


def test_what_is_handed_out_is_a_service_in_the_same_act(keeper, worker, case):
    store = stocked(keeper, 5)
    service = issued(worker, case, store, 2)
    assert (service.code, service.quantity, service.unit, service.provider) == ("nfi", 2, "kit", worker.agency)
    assert (there(store), case.assisted_on) == (3, TODAY)
    assert Movement.objects.get(kind="issue").service == service


def test_a_machine_is_material_help(keeper, worker, case):
    store = stocked(keeper, 1, item="sewing_machine")
    service = issued(worker, case, store, item="sewing_machine")
    assert (service.code, service.unit) == ("material", "item")


def test_nobody_takes_more_than_there_is(keeper, worker, case):
    store = stocked(keeper, 1)
    for act in (lambda: issued(worker, case, store, 2), lambda: moved(keeper, store, 2, kind="out")):
        with pytest.raises(Refused, match="only 1 of these in Store"):
            act()
    with pytest.raises(Refused, match="only 0 of these"):
        issued(worker, case, store, item="blanket")
    assert (there(store), Service._base_manager.count()) == (1, 0)


def test_a_service_that_is_taken_back_puts_the_thing_back(keeper, worker, case):
    store = stocked(keeper, 1)
    service = issued(worker, case, store)
    for _ in range(2):
        operations.retract_service(by=worker, at=NOW, case=case, service=service.pk)
    assert lines(store) == [("in", 1, 1), ("issue", -1, 0), ("back", 1, 1)]


def test_a_count_books_each_difference_with_its_reason_and_nothing_else(keeper):
    store = stocked(keeper, 5)
    moved(keeper, store, 3, item="soap")
    counts(keeper, store, dignity_kit=4, soap=3, blanket=2)
    found = {(one.item, one.quantity, one.reason) for one in store.movements.filter(kind="adjust")}
    assert found == {("dignity_kit", -1, "counted"), ("blanket", 2, "counted")}
    assert sums_up(store)


def test_the_same_count_sent_twice_books_once(keeper):
    store, event = stocked(keeper, 5), sealing.event()
    sent = {"event": event, "at": NOW, "store": store, "counted": {"dignity_kit": 4}, "reason": "counted"}
    for _ in range(2):
        operations.count_stock(by=keeper, **sent)
    assert lines(store) == [("in", 5, 5), ("adjust", -1, 4)]


def test_more_has_to_come_at_the_mark_and_below(keeper, worker, case):
    store = stocked(keeper, 3)
    operations.mark_low(by=keeper, at=NOW, store=store, item="dignity_kit", mark=2)
    assert [one.low for one in queries.on_hand(by=keeper)] == [False]
    issued(worker, case, store)
    assert [one.low for one in queries.on_hand(by=keeper)] == [True]
    with pytest.raises(NotFound):
        operations.mark_low(by=keeper, at=NOW, store=store, item="soap", mark=2)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"kind": "gift"}, "came in or went out"),
        ({"quantity": 0}, "from 1 to"),
        ({"quantity": 10**6}, "from 1 to"),
        ({"item": "car"}, "nfi_item"),
        ({"reason": "because"}, "stock_reason"),
        ({"reason": "damaged"}, "reason does not fit"),
        ({"on": TODAY + DAY}, "after today"),
    ],
)
def test_what_cannot_move_is_refused(keeper, facts, sentence):
    store = stocked(keeper, 1)
    usual = {"kind": "in", "item": "soap", "quantity": 1, "on": TODAY, "reason": "bought"}
    with pytest.raises(Refused, match=sentence):
        operations.move_stock(by=keeper, at=NOW, store=store, **{**usual, **facts})
    assert lines(store) == [("in", 1, 1)]


@pytest.mark.parametrize(
    ("counted", "reason", "sentence"),
    [
        ({"soap": -1}, "counted", "from 0 to"),
        ({"car": 1}, "counted", "nfi_item"),
        ({"soap": 1}, "bought", "a difference that a count found"),
        ({"soap": 1}, "because", "stock_reason"),
    ],
)
def test_what_cannot_be_counted_is_refused(keeper, counted, reason, sentence):
    store = stocked(keeper, 1)
    with pytest.raises(Refused, match=sentence):
        counts(keeper, store, reason, **counted)
    assert lines(store) == [("in", 1, 1)]


@pytest.mark.parametrize("name", ["", "x" * 61, " store "])
def test_a_store_has_a_name_of_its_own(keeper, name):
    stocked(keeper, 1)
    with pytest.raises(Refused, match="name"):
        operations.open_store(by=keeper, at=NOW, name=name)
    assert Store.objects.count() == 1


def test_only_whoever_keeps_the_stores_moves_things_and_each_agency_its_own(keeper, worker):
    store = stocked(keeper, 1)
    for one in (worker, make_member("supervisor", agency=make_agency("other"))):
        with pytest.raises(NotAllowed):
            moved(one, store, 1)
    assert queries.stores(by=make_member("supervisor", agency=make_agency("other"))) == []
    assert queries.stores(by=make_member("coordinator", agency=keeper.agency)) == []
    with pytest.raises(NotAllowed):
        queries.book(by=worker, store=store, item="dignity_kit")


def test_things_are_handed_out_of_the_own_agencys_store_in_a_case_that_is_shared_too():
    holder, nurse = sender(), receiver()
    keeper = make_member("supervisor", agency=nurse.agency)
    case = registered(holder)
    shared(holder, case, nurse, ("course",))
    store = stocked(keeper, 2)
    facts = {"item": "dignity_kit", "quantity": 1, "on": today()}
    assert operations.issue_item(by=nurse, at=now(), case=case, store=store, **facts).recorded_by == nurse
    with pytest.raises(NotFound):
        operations.issue_item(by=holder, at=now(), case=case, store=store, **facts)


def test_the_book_names_a_case_only_to_whoever_sees_it(keeper, worker, case):
    store = stocked(keeper, 2)
    issued(worker, case, store)
    codes = [one.code for one in queries.book(by=keeper, store=store, item="dignity_kit")]
    assert codes == [case.code, ""]
    holder = sender()
    theirs = registered(holder)
    referral = shared(holder, theirs, worker, ("course",))
    operations.issue_item(by=worker, at=now(), case=theirs, store=store, item="dignity_kit", quantity=1, on=today())
    assert queries.book(by=keeper, store=store, item="dignity_kit")[0].code == theirs.code
    from tabara.protection.referral.operations import revoke_referral

    revoke_referral(by=holder, at=now(), case=theirs, referral=referral.pk)
    assert queries.book(by=keeper, store=store, item="dignity_kit")[0].code == ""


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_two_who_hand_out_the_last_kit_at_once_one_is_told_that_it_is_gone():
    keeper = make_member("supervisor")
    workers = [make_member(agency=keeper.agency) for _ in range(4)]
    cases = [register(one) for one in workers]
    store = stocked(keeper, 1)
    answers = at_once(
        *[
            lambda worker=worker, case=case: issued(worker, case, Store.objects.get(pk=store.pk))
            for worker, case in zip(workers, cases, strict=True)
        ]
    )
    assert sorted(type(one).__name__ for one in answers) == ["Refused", "Refused", "Refused", "Service"]
    assert (OnHand.objects.get().quantity, Service._base_manager.count()) == (0, 1)
    assert lines(store) == [("in", 1, 1), ("issue", -1, 0)]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_two_who_book_the_first_of_an_item_at_once_neither_is_lost():
    keepers = [make_member("supervisor"), make_member("supervisor")]
    store = operations.open_store(by=keepers[0], at=NOW, name="Store")
    at_once(*[lambda by=by: moved(by, Store.objects.get(pk=store.pk), 3) for by in keepers])
    assert (there(store), sums_up(store)) == (6, True)
