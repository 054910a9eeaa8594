"""The matching list: each provider with the service, offered or left out, near first, and why."""

import pytest

from tabara.access.errors import NotAllowed
from tabara.protection.directory import queries
from tabara.protection.directory.enums import Because, Near, Note
from tabara.protection.directory.models import Provider
from tabara.protection.directory.operations import Terms, arrive, exclude_provider
from tabara.protection.directory.queries import Facts
from tests.factories import determined, make_member, register
from tests.protection.directory.invented import (
    DAY,
    at_home,
    booked,
    keeper,
    listed,
    next_door,
    offer,
    offering,
    person,
    room,
    shelter,
)
from tests.protection.sharing.sharers import now, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")
WOMAN = Facts(sex="female", age=26, place="ZZA1", place_version="2024")


def found(need="medical", facts=WOMAN, **asked):
    return queries.matching(by=asked.pop("by", None) or at_home(), need=need, at=now(), facts=facts, **asked)


def against(terms=None, facts=WOMAN, need="medical"):
    offering(need, terms=terms)
    return [why for why, _about in found(need, facts)[0].against]


def test_the_nearest_stand_first_and_those_left_out_last():
    offering("medical", "Far", place="ZZB1")
    offering("medical", "Near", place="ZZA1")
    offering("medical", "Province", place="ZZA")
    offering("medical", "Same province", place="ZZA2")
    offering("medical", "Only men", place="ZZA1", terms=Terms(sexes=("male",)))
    offering("medical", "Somewhere", place="", place_version="")
    offering("legal", "Lawyers")
    assert [(one.row.name, one.near, one.offered) for one in found()] == [
        ("Near", Near.COMMUNE, True),
        ("Province", Near.PROVINCE, True),
        ("Same province", Near.PROVINCE, True),
        ("Far", Near.ELSEWHERE, True),
        ("Somewhere", Near.UNKNOWN, True),
        ("Only men", Near.COMMUNE, False),
    ]


def test_an_old_name_of_the_commune_is_as_near_as_the_new_one():
    offering("medical", "Old", place="ZZ101", place_version="2010")
    assert found()[0].near is Near.COMMUNE
    assert found(facts=Facts(place="ZZ203", place_version="2010"))[0].near is Near.ELSEWHERE


@pytest.mark.parametrize(
    ("terms", "facts", "why"),
    [
        (Terms(sexes=("male",)), {"sex": "female"}, [Because.SEX]),
        (Terms(sexes=("female",)), {"sex": "female"}, []),
        (Terms(sexes=("female",)), {"sex": "unknown"}, []),
        (Terms(age_from=18), {"age": 17}, [Because.TOO_YOUNG]),
        (Terms(age_from=18), {"age": 18}, []),
        (Terms(age_to=17), {"age": 18}, [Because.TOO_OLD]),
        (Terms(age_to=17), {"age": 17}, []),
        (Terms(age_from=18), {"age": None}, []),
        (Terms(disabilities=("walking",)), {"disabilities": frozenset({"seeing"})}, [Because.DISABILITY]),
        (Terms(disabilities=("walking",)), {"disabilities": frozenset({"walking"})}, []),
        (Terms(categories=("returnee",)), {"categories": frozenset({"child"})}, [Because.CATEGORY]),
        (Terms(categories=("returnee",)), {"categories": frozenset({"child", "returnee"})}, []),
        (Terms(needs_determination=True), {"determined": False}, [Because.UNDETERMINED]),
        (Terms(needs_determination=True), {"determined": True}, []),
        (Terms(needs_determination=True), {"determined": None}, []),
        (Terms(), {"with_children": True}, []),  # a clinic asks nobody to leave the children at home
        (Terms(sexes=("male",), age_from=40), {"sex": "female", "age": 20}, [Because.SEX, Because.TOO_YOUNG]),
    ],
)
def test_who_is_taken_and_who_is_not(terms, facts, why):
    assert against(terms, Facts(**facts)) == why


@pytest.mark.parametrize(
    ("terms", "facts", "why"),
    [
        (Terms(), {"with_children": True}, [Because.CHILDREN]),
        (Terms(takes_children=True), {"with_children": True}, []),
        (Terms(takes_children=True, child_age_to=11), {"oldest_child": 12}, []),
        (
            Terms(takes_children=True, child_age_to=11),
            {"with_children": True, "oldest_child": 12},
            [Because.CHILD_TOO_OLD],
        ),
        (Terms(takes_children=True, child_age_to=11), {"with_children": True, "oldest_child": 11}, []),
    ],
)
def test_who_sleeps_somewhere_with_children_is_asked_about_them(terms, facts, why):
    assert against(terms, Facts(**facts), need="shelter") == why


def test_a_provider_that_takes_nobody_until_a_day_is_full_until_then():
    day = today() + 5 * DAY
    offering(terms=Terms(full_until=day))
    offering("legal", "Lawyers", terms=Terms(full_until=today()))
    assert found()[0].against == ((Because.FULL, day),)
    assert found("legal")[0].offered is True


def test_what_is_worth_knowing_stands_beside_what_is_offered():
    provider = offering(languages=("fr",), terms=Terms(closed_days=("sun",), capacity=8, age_from=18))
    Provider.objects.filter(pk=provider.pk).update(verified_on=today() - 181 * DAY)
    facts = Facts(languages=frozenset({"rn"}), disabilities=frozenset({"walking"}))
    one = found(facts=facts)[0]
    assert one.offered is True
    assert dict(one.notes) == {
        Note.LANGUAGE: ["fr"],
        Note.DISABILITY_UNSAID: ["walking"],
        Note.AGE_UNKNOWN: (18, None),
        Note.CLOSED_DAYS: ["sun"],
        Note.CAPACITY: 8,
        Note.STALE: today() - 181 * DAY,
    }


def test_a_shelter_says_how_many_places_that_fit_are_free():
    house = shelter(women=2, men=3, mother_child=1)
    assert [(one.row.name, one.free) for one in found("accommodation")] == [("Refuge", 2)]
    booked(at_home(), person(at_home()), house)
    assert found("accommodation")[0].free == 1
    man = Facts(sex="male", age=30)
    assert found("accommodation", man)[0].free == 3
    mother = Facts(sex="female", age=30, with_children=True)
    assert found("accommodation", mother)[0].free == 1


def test_a_shelter_with_no_place_of_that_kind_is_left_out():
    shelter(women=2)
    assert found("accommodation", Facts(sex="male", age=30))[0].against == ((Because.NO_SUCH_PLACE, ["women"]),)


def test_a_full_shelter_says_from_when_a_place_is_free():
    worker, house = at_home(), shelter(women=1)
    leaves = today() + 4 * DAY
    booked(worker, person(worker), house, until=leaves)
    one = found("accommodation")[0]
    assert (one.free, one.against) == (0, ((Because.FULL, leaves),))


def test_a_full_shelter_where_nobody_knows_when_says_no_day():
    worker, house = at_home(), shelter(women=1)
    stay = booked(worker, person(worker), house)
    arrive(by=worker, at=now(), stay=stay, on=today())
    assert found("accommodation")[0].against == ((Because.FULL, None),)


def test_the_day_is_the_first_on_which_a_place_stays_free_between_two_stays():
    worker, house = at_home(), shelter(women=1)
    booked(worker, person(worker), house, until=today() + 2 * DAY)
    booked(worker, person(worker), house, since=today() + 2 * DAY, until=today() + 7 * DAY)
    assert found("accommodation")[0].against == ((Because.FULL, today() + 7 * DAY),)


def test_a_case_brings_its_own_facts_and_others_can_be_given():
    worker = at_home()
    case = person(worker, household="single_female_parent", consent_language="rn")
    facts = queries.facts_of(by=worker, case=case, on=today())
    assert facts == Facts(
        sex="female",
        age=26,
        with_children=True,
        languages=frozenset({"rn"}),
        categories=frozenset({"presumed_victim"}),
        determined=False,
        place="ZZA1",
        place_version="2024",
    )
    offering("medical", "Near", place="ZZA1", terms=Terms(age_to=17))
    assert [why for why, _ in queries.matching(by=worker, need="medical", at=now(), case=case)[0].against] == [
        "too_old"
    ]
    assert found(case=case, facts=Facts(age=10), by=worker)[0].offered is True


def test_who_was_found_to_be_a_victim_is_determined():
    worker = at_home()
    case = person(worker)
    determined(worker, case, on=today(), at=now())
    assert queries.facts_of(by=worker, case=case, on=today()).determined is True


def test_of_a_case_that_is_only_shared_the_facts_are_those_shared():
    worker, nurse = at_home(), next_door()
    case = person(worker)
    shared(worker, case, nurse, ["course"])
    facts = queries.facts_of(by=nurse, case=case, on=today())
    assert (facts.sex, facts.determined, facts.languages) == ("female", None, frozenset())
    other = person(worker)
    shared(worker, other, nurse, ["services"])
    assert queries.facts_of(by=nurse, case=other, on=today()) == Facts()


def test_where_the_person_is_not_safe_nobody_sends_her():
    worker, clinic = at_home(), offering()
    case = person(worker)
    exclude_provider(by=worker, at=now(), case=case, provider=clinic, reason="works_there")
    assert queries.matching(by=worker, need="medical", at=now(), case=case)[0].against == ((Because.UNSAFE, None),)
    assert found()[0].offered is True  # whoever has no business with the case is told nothing
    stranger = next_door()
    assert queries.excluded(by=stranger, case=case, on=today()) == frozenset()


def test_nothing_that_began_later_or_ended_is_listed():
    one = offering()
    one.offers.update(until=today())
    assert found() == []
    one.offers.update(until=None, since=today() + DAY)
    assert found() == []


def test_who_reads_no_cases_is_refused():
    with pytest.raises(NotAllowed):
        found(by=make_member("data_team"))


def test_how_many_questions_are_put_does_not_grow_with_the_list(django_assert_max_num_queries):
    by, worker = keeper(), at_home()
    for number in range(12):
        house = listed(f"House {number}", by=by, agency=worker.agency)
        offer(house, "accommodation")
        room(house, "women", 1)
        booked(worker, register(worker, at=now(), opened_on=today()), house, until=today() + (number + 1) * DAY)
    case = person(worker)
    with django_assert_max_num_queries(16):
        assert len(queries.matching(by=worker, need="accommodation", at=now(), case=case)) == 12
    with django_assert_max_num_queries(4):
        assert len(found("accommodation", by=worker)) == 12
