"""The lists of several agencies are linked inside the vault: who agrees is compared, and counts alone come out."""

import datetime as dt
import uuid

import pytest

from tabara import codelists
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.founding import SYSTEM
from tabara.access.fresh import FreshNeeded
from tabara.access.models import AuditEvent
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import withdraw_consent
from tabara.protection.intake import linkages
from tabara.protection.intake.operations.linking import (
    answer_records,
    compare_lists,
    count_lists,
    draw_lists,
    forget_linkage,
    forget_old_linkages,
    keep_pairs,
    open_records,
)
from tabara.vault.operations import forget, list_people
from tests.factories import NOW, TODAY, determined, make_member
from tests.protection.doubles.twice import merged, registered_twice
from tests.protection.linking.houses import (
    DOUBT,
    HOUSES,
    SURE,
    asked,
    changed,
    kept,
    linked,
    listed,
    pairs,
    taken_in,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def officer():
    return make_member("linkage_officer")


@pytest.fixture
def pair():
    """Two cases of two houses that may be of one person, beside another case of each house."""
    one, _other = taken_in("amani", 1, 2)
    same, _another = taken_in("umoja", 1, 3)
    taken_in("inzira", 4)
    return one, same


@pytest.fixture
def doubted(officer, pair):
    """A linkage in which the two wait for a person, and the number of the pair."""
    run = kept(officer, (*pair, DOUBT))
    return run, pairs(run)[0].pk


def counted(officer, run):
    return count_lists(by=officer, at=NOW, run=run, lists=HOUSES, seed=1)


def test_people_on_several_lists_are_counted_once_with_their_history(officer) -> None:
    """Amani has 20 people, Umoja 8, Inzira 6; each two of them share two, and one person is in all three."""
    taken_in("amani", *range(20))
    taken_in("umoja", 18, 19, 0, *range(30, 35))
    taken_in("inzira", 33, 34, 0, *range(60, 63))
    run = linked(officer)
    found = counted(officer, run)
    assert found.histories == {(1, 0, 0): 17, (0, 1, 0): 3, (0, 0, 1): 3, (1, 1, 0): 2, (0, 1, 1): 2, (1, 1, 1): 1}
    assert len(found.drawn) == 20
    assert all(sum(count * history[0] for history, count in one.items()) == 20 for one in found.drawn)


def test_who_does_not_agree_stands_on_no_list_and_is_counted_beside_it(officer) -> None:
    taken_in("amani", 1, 2)
    taken_in("amani", 3, statistics=False)
    found = draw_lists(by=officer, at=NOW, run=(run := uuid.uuid4()), lists=asked("amani", "umoja"))
    assert found == {"amani": {"linked": 2, "left_out": 1}, "umoja": {"linked": 0, "left_out": 0}}
    assert len(listed(run)) == 2


def test_only_presumed_victims_of_the_period_are_on_a_list(officer) -> None:
    found_actual, not_one, another = taken_in("amani", 1, 2, 3)
    taken_in("amani", 4, category="returnee")
    judge = make_member("supervisor", agency=found_actual.agency)
    determined(judge, found_actual, "actual")
    determined(judge, not_one, "not_a_victim", acts={}, means={}, purposes={})
    drawn = {
        identified: draw_lists(
            by=officer, at=NOW, run=uuid.uuid4(), lists=asked("amani", "umoja", identified=identified)
        )["amani"]["linked"]
        for identified in (False, True)
    }
    assert (drawn, another.determination) == ({False: 2, True: 1}, "")
    early = asked("amani", since=another.opened_on.replace(year=2020), until=another.opened_on)
    assert draw_lists(by=officer, at=NOW, run=uuid.uuid4(), lists=early)["amani"]["linked"] == 0


def test_a_person_whom_two_agencies_know_by_one_key_is_one_whatever_the_names_say(officer) -> None:
    (one,), (other,) = taken_in("amani", 1), taken_in("umoja", 8)
    taken_in("inzira", *range(11, 17))
    other.person.statistical_key = one.person.statistical_key
    other.person.save()
    assert counted(officer, linked(officer)).histories == {(1, 1, 0): 1, (0, 0, 1): 6}


def test_nothing_that_names_somebody_is_kept_beside_the_vault(officer, doubted) -> None:
    run, pair = doubted
    open_records(by=officer, at=NOW, run=run, pair=pair)
    rows = [*listed(run), *(vars(one) for one in pairs(run))]
    text = str(rows) + str(list(AuditEvent.objects.values_list()))
    assert not any(part in text for part in ("Aline", "Ntahompagaze", "+257"))


def test_who_took_back_her_agreement_is_neither_counted_nor_opened(officer, pair, doubted) -> None:
    run, number = doubted
    withdraw_consent(by=pair[1].owner, at=NOW, case=pair[1], purpose="statistics")
    found = counted(officer, run)
    assert found.histories == {(1, 0, 0): 2, (0, 1, 0): 1, (0, 0, 1): 1}
    assert found.left_out == {"amani": 0, "umoja": 1, "inzira": 0}
    with pytest.raises(Refused, match="does not agree"):
        open_records(by=officer, at=NOW, run=run, pair=number)


def test_two_who_were_merged_since_are_one_person_on_the_lists_of_both(officer) -> None:
    supervisor, run = make_member("supervisor"), uuid.uuid4()
    one, other = registered_twice(supervisor)
    with for_everybody():
        list_people(run, [(1, one.person_id, "amani"), (2, other.person_id, "umoja")], TODAY)
    assert counted(officer, run).histories == {(1, 0, 0): 1, (0, 1, 0): 1}
    merged(supervisor)
    found = counted(officer, run)
    assert (found.histories, found.left_out) == ({(1, 1, 0): 1}, dict.fromkeys(HOUSES, 0))
    assert {tuple(draw.items()) for draw in found.drawn} == {(((1, 1, 0), 1),)}


def test_who_was_erased_is_neither_counted_nor_opened(officer, pair, doubted) -> None:
    run, number = doubted
    forget(pair[0].person_id)
    assert (len(listed(run)), sum(counted(officer, run).histories.values())) == (4, 4)
    with pytest.raises(Refused, match="erased"):
        open_records(by=officer, at=NOW, run=run, pair=number)


def test_a_person_decides_what_is_in_doubt_and_nothing_is_merged_by_itself(officer, doubted) -> None:
    run, pair = doubted
    assert [one.pk for one in linkages.queue(by=officer, run=run).waiting] == [pair]
    before = counted(officer, run)
    assert (before.decided, before.undecided, sum(before.histories.values())) == (0, 1, 5)
    sums = {}
    for answer in ("different", "unsure", "same"):
        answer_records(by=officer, at=NOW, run=run, pair=pair, answer=answer)
        sums[answer] = sum(counted(officer, run).histories.values())
    assert sums == {"different": 5, "unsure": 5, "same": 4}
    told = linkages.queue(by=officer, run=run)
    assert (told.waiting, [one.answer for one in told.answered]) == ((), ["same"])
    assert Case.objects.everything(Whole.CHECK).values("person").distinct().count() == 5


def test_two_pairs_sure_and_one_said_to_be_two_people(officer, pair) -> None:
    """Whoever looked comes before the computer, whatever lies between."""
    run = kept(officer, (*pair, SURE))
    assert counted(officer, run).histories == {(1, 1, 0): 1, (1, 0, 0): 1, (0, 1, 0): 1, (0, 0, 1): 1}
    changed(run, to_decide=True)
    answer_records(by=officer, at=NOW, run=run, pair=pairs(run)[0].pk, answer="different")
    found = counted(officer, run)
    assert (1, 1, 0) not in found.histories
    assert all((1, 1, 0) not in one for one in found.drawn)


def test_two_records_are_shown_side_by_side_and_both_memories_hold_it(officer, pair, doubted) -> None:
    both = open_records(by=officer, at=NOW, run=doubted[0], pair=doubted[1])
    assert (both.first.given, both.first.surname) == (both.second.given, both.second.surname) == ("Aline", "Bukuru")
    assert set(vars(both.first)) == {"given", "surname", "aliases", "sex", "birth", "mother", "phones", "place"}
    noted = AuditEvent.objects.filter(operation="intake.open_records").exclude(subject=None)
    assert set(noted.values_list("subject", flat=True)) == {one.pk for one in pair}


def test_a_pair_that_nobody_has_to_look_at_is_not_opened(officer, pair, doubted) -> None:
    run = kept(officer, (*pair, SURE))
    for where, number in ((run, pairs(run)[0].pk), (run, doubted[1]), (uuid.uuid4(), doubted[1])):
        with pytest.raises(NotFound):
            open_records(by=officer, at=NOW, run=where, pair=number)


def test_whoever_opens_many_records_within_an_hour_is_stopped(officer, doubted, monkeypatch) -> None:
    monkeypatch.setitem(codelists.pack().parameters, "linkage_records_per_hour", 1)
    with pytest.raises(FreshNeeded):
        open_records(by=officer, at=NOW, run=doubted[0], pair=doubted[1])


def test_an_answer_that_is_none_is_refused(officer, doubted) -> None:
    with pytest.raises(Refused) as refusal:
        answer_records(by=officer, at=NOW, run=doubted[0], pair=doubted[1], answer="known")
    assert refusal.value.field == "answer"


def test_answers_that_contradict_each_other_are_refused(officer, pair) -> None:
    third = taken_in("inzira", 1)[0]
    run = kept(officer, (*pair, DOUBT), (pair[0], third, DOUBT), (pair[1], third, DOUBT))
    for row, answer in zip(pairs(run), ("same", "same", "different"), strict=True):
        answer_records(by=officer, at=NOW, run=run, pair=row.pk, answer=answer)
    with pytest.raises(Refused, match="contradicts itself"):
        counted(officer, run)


def test_lists_are_not_drawn_up_anew_over_what_somebody_decided(officer, pair, doubted) -> None:
    run = doubted[0]
    kept(officer, (*pair, DOUBT), run=run)  # a job may come twice
    answer_records(by=officer, at=NOW, run=run, pair=pairs(run)[0].pk, answer="same")
    with pytest.raises(Refused, match="decided about records"):
        draw_lists(by=officer, at=NOW, run=run, lists=asked())
    assert len(listed(run)) == 5


def test_what_is_forgotten_is_counted_no_more(officer, doubted) -> None:
    run = doubted[0]
    forget_linkage(by=officer, at=NOW, run=run)
    assert (listed(run), pairs(run), linkages.is_drawn(by=officer, run=run)) == ([], [], False)
    with pytest.raises(Refused, match="forgotten"):
        counted(officer, run)


def test_who_was_compared_is_forgotten_after_a_time(officer, doubted) -> None:
    system = make_member("data_team", username=SYSTEM)
    days = codelists.pack().parameters["linkage_days"]
    for after, left in ((0, 5), (days, 5), (days + 1, 0)):
        forget_old_linkages(by=system, at=NOW + dt.timedelta(days=after))
        assert len(listed(doubted[0])) == left
    with pytest.raises(NotAllowed):
        forget_old_linkages(by=make_member("data_team"), at=NOW)


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "data_team", "researcher", "coordinator"])
def test_nobody_else_links_or_looks(role, officer) -> None:
    by, run = make_member(role), uuid.uuid4()
    for act in (
        lambda: draw_lists(by=by, at=NOW, run=run, lists=asked()),
        lambda: compare_lists(by=by, run=run, seed=1),
        lambda: keep_pairs(by=by, at=NOW, run=run, found=None),
        lambda: count_lists(by=by, at=NOW, run=run, lists=HOUSES, seed=1),
        lambda: open_records(by=by, at=NOW, run=run, pair=run),
        lambda: answer_records(by=by, at=NOW, run=run, pair=run, answer="same"),
        lambda: forget_linkage(by=by, at=NOW, run=run),
        lambda: linkages.queue(by=by, run=run),
        lambda: linkages.is_drawn(by=by, run=run),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_who_links_sees_no_case(officer) -> None:
    (case,) = taken_in("amani", 1)
    with pytest.raises(NotFound):
        cases.by_code(by=officer, code=case.code)
