"""A court file goes from one agency of justice to another: whole, once it is accepted, and nothing of it is lost."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.prosecution import operations, queries
from tabara.prosecution.models import CourtFile, Handing
from tests.factories import NOW, TODAY, make_agency, make_member, register
from tests.prosecution.courts import compensated, moved, on_trial, opened, suspected, tied

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def police() -> Any:
    return make_member("justice", agency=make_agency("police", kind="police"))


@pytest.fixture
def parquet() -> Any:
    return make_member("justice", agency=make_agency("parquet", kind="justice"))


def asked(by: Any, file: CourtFile, to: Any, **facts: Any) -> Handing:
    return operations.ask_handing(by=by, file=file, to=to.agency, **{"at": NOW, **facts})


def accepted(by: Any, handing: Handing, at: Any = NOW) -> Handing:
    return operations.accept_handing(by=by, at=at, handing=handing)


def test_until_it_is_accepted_the_file_stays_and_then_it_goes_whole(police: Any, parquet: Any) -> None:
    file = opened(police, words="Kanaridomo said it.")
    suspected(police, file, name="Kanaridomo")
    row = asked(police, file, parquet)
    assert queries.file(by=police, number=file.pk) == file
    with pytest.raises(NotFound):
        queries.file(by=parquet, number=file.pk)
    assert queries.waiting(by=parquet) == [row]
    accepted(parquet, row)
    taken = queries.file(by=parquet, number=file.pk)
    words = operations.open_words(by=parquet, at=NOW, file=taken, reason="charge")
    assert words == {"1": "Kanaridomo", "words": "Kanaridomo said it."}
    assert queries.waiting(by=parquet) == []


def test_whoever_handed_it_on_sees_where_it_stands_and_nothing_of_what_is_in_it(police: Any, parquet: Any) -> None:
    file, _charge = on_trial(police)
    accepted(parquet, asked(police, file, parquet))
    with pytest.raises(NotFound):
        queries.file(by=police, number=file.pk)
    taken = queries.file(by=parquet, number=file.pk)
    with pytest.raises(NotAllowed):
        operations.open_words(by=police, at=NOW, file=taken, reason="charge")
    soon = TODAY + dt.timedelta(days=9)
    operations.set_hearing(by=parquet, at=NOW, file=taken, on=soon)
    (known,) = queries.handed_on(by=police)
    assert (known.code, known.stage, known.hearing_on, known.to) == (file.code, "trial", soon, parquet.agency.name)
    assert queries.handed_on(by=parquet) == []


def test_nothing_is_lost_on_the_way_and_the_time_in_each_stage_stays(police: Any, parquet: Any) -> None:
    file, order = compensated(police)
    operations.pay_compensation(by=police, at=NOW, file=file, compensation=order.pk, amount=Decimal(300), on=TODAY)
    before = queries.stays(file.stages.all(), TODAY)
    accepted(parquet, asked(police, file, parquet))
    taken = queries.file(by=parquet, number=file.pk)
    assert queries.stays(taken.stages.all(), TODAY) == before
    kept = (taken.suspects.count(), taken.charges.count(), taken.compensations.get().payments.count(), taken.code)
    assert kept == (1, 1, 1, file.code)
    moved(parquet, taken, "final", on=TODAY)


def test_a_file_can_come_back_and_is_handed_on_no_more(police: Any, parquet: Any) -> None:
    file = opened(police)
    accepted(parquet, asked(police, file, parquet))
    back = asked(parquet, queries.file(by=parquet, number=file.pk), police)
    accepted(police, back)
    assert queries.file(by=police, number=file.pk) == file
    assert queries.handed_on(by=police) == []
    assert [one.code for one in queries.handed_on(by=parquet)] == [file.code]


def test_declined_or_taken_back_it_stays_and_can_be_asked_again(police: Any, parquet: Any) -> None:
    file = opened(police)
    row = operations.decline_handing(by=parquet, at=NOW, handing=asked(police, file, parquet), reason="incomplete")
    assert (row.state, row.declined_for) == ("declined", "incomplete")
    asked(police, file, parquet)
    operations.withdraw_handing(by=police, at=NOW, file=file)
    asked(police, file, parquet)
    assert [one.state for one in file.handings.all()] == ["declined", "withdrawn", "asked"]
    assert queries.file(by=police, number=file.pk) == file


def test_what_cannot_be_is_refused_with_a_sentence(police: Any, parquet: Any) -> None:
    file, nobody = opened(police), make_member("caseworker", agency=make_agency("house", kind="shelter"))
    for to in (police, nobody):
        with pytest.raises(Refused, match="has officers of justice"):
            asked(police, file, to)
    with pytest.raises(Refused, match="No agency is asked"):
        operations.withdraw_handing(by=police, at=NOW, file=file)
    row = asked(police, file, parquet)
    with pytest.raises(Refused, match="asked to take this file over already"):
        asked(police, file, parquet)
    moved(police, file, "investigation")
    with pytest.raises(Refused, match="Take that back first"):
        moved(police, file, "closed", reason="no_offence")
    with pytest.raises(Refused):
        operations.decline_handing(by=parquet, at=NOW, handing=row, reason="whatever")
    accepted(parquet, row)
    with pytest.raises(Refused, match="waits for your answer no more"):
        accepted(parquet, row)


def test_a_file_that_has_ended_is_handed_to_nobody(police: Any, parquet: Any) -> None:
    file = moved(police, opened(police), "investigation", "closed", reason="no_offence")
    with pytest.raises(Refused, match="has ended"):
        asked(police, file, parquet)


def test_only_the_agency_that_was_asked_answers(police: Any, parquet: Any) -> None:
    row, stranger = asked(police, opened(police), parquet), make_member("justice", agency=make_agency("court"))
    for act in (accepted, lambda by, one: operations.decline_handing(by=by, at=NOW, handing=one, reason="other")):
        with pytest.raises(NotFound):
            act(stranger, row)
    with pytest.raises(NotFound):
        queries.handing(by=stranger, number=row.pk)
    assert queries.handing(by=parquet, number=row.pk) == row


def test_what_waits_for_long_is_late(police: Any, parquet: Any) -> None:
    asked(police, opened(police), parquet, at=NOW - dt.timedelta(days=15))
    late = asked(police, opened(police), parquet, at=NOW - dt.timedelta(days=16))
    assert queries.late_to_take(by=parquet, on=TODAY) == [late]


def test_a_case_stays_tied_to_a_file_that_goes(police: Any) -> None:
    worker = make_member()
    case = register(worker)
    tie = tied(worker, case)
    holder = Member.objects.get(agency=tie.file.agency)
    accepted(police, asked(holder, tie.file, police))
    assert [one.code for one in queries.of_case(by=worker, case=case, on=TODAY)] == [tie.file.code]
