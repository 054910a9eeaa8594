"""Who contributed to a number, and the noise of a cell: drawn rows, and what each profile lets out of them."""

import datetime as dt

import pytest

from tabara.indicators import compute
from tabara.indicators.errors import IndicatorError
from tabara.indicators.profiles import profile, rule_of
from tabara.indicators.reports import figures_of
from tabara.methods.disclosure import INTERNAL, PUBLIC, ptable
from tabara.protection.cases.models import Person
from tests.factories import make_agency, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")
PERIOD = {"since": dt.date(2020, 1, 1), "until": dt.date(2021, 1, 1)}
KEY = "persons_registered"
OPENED = dt.date(2020, 3, 2)


def rule(key):
    return rule_of(profile(key))


def of(mart, key, *by, rule=None, **asked):
    found = compute([KEY], mart=mart, by=by, rule=rule or rule_of(profile(key)), **{**PERIOD, **asked})
    return {tuple(one.by.values()): one.value for one in found} if by else found[0].value


def people(by, number, **facts):
    return [register(by, opened_on=OPENED, **facts) for _one in range(number)]


@pytest.fixture
def second(db):
    return make_member(agency=make_agency("second"))


def test_a_number_of_one_agency_alone_is_withheld_from_the_public_and_not_from_members(worker, second, built):
    """Men come to both; the 14 women to the first alone."""
    people(worker, 14, sex="female")
    people(worker, 20, sex="male")
    people(second, 20, sex="male")
    people(second, 11, sex="other")
    mart = built()
    assert of(mart, "members", "sex") == {("female",): 14, ("male",): 40, ("other",): 11}
    assert of(mart, "public", "sex") == {("female",): None, ("male",): 40, ("other",): None}
    assert of(mart, "public") == 65
    assert of(mart, "public", where={"sex": "female"}) is None
    assert of(mart, "internal", where={"sex": "female"}) == 14


def test_nine_tenths_of_one_agency_are_as_good_as_all(worker, second, built):
    people(worker, 18)
    people(second, 2)
    mart = built()
    assert of(mart, "public") == 20
    people(worker, 1)
    assert of(built(), "public") is None


def test_what_both_agencies_did_hides_what_one_did_in_a_crossed_table(worker, second, built):
    for by in (worker, second):
        people(by, 12, sex="female", category="idp")
        people(by, 13, sex="male", category="idp")
        people(by, 14, sex="male", category="returnee")
    people(worker, 15, sex="female", category="returnee")
    shown = of(built(), "public", "sex", "category")
    assert shown[("female", "returnee")] is None
    assert sum(value is None for value in shown.values()) == 4  # none alone in its row or its column


def test_a_table_by_agency_is_withheld_from_the_public_as_a_whole(worker, second, built):
    people(worker, 20)
    people(second, 30)
    mart = built()
    assert set(of(mart, "public", "agency").values()) == {None}
    assert set(of(mart, "members", "agency").values()) == {20, 30}


def test_places_finer_than_those_of_today_are_refused_where_agencies_are_looked_at(worker, built):
    people(worker, 1)
    with pytest.raises(IndicatorError, match="do not look at agencies"):
        of(built(), "public", "commune")


def test_a_report_of_all_agencies_withholds_what_one_alone_contributed(worker, second, built, monkeypatch):
    from tabara import codelists

    people(worker, 30)
    mart = built()
    assert figures_of("highlights", mart=mart, since=dt.date(2020, 1, 1), until=dt.date(2021, 1, 1)).profile == "own"
    monkeypatch.setitem(codelists.pack().reports["highlights"], "rule", "public")
    told = figures_of("highlights", mart=mart, since=dt.date(2020, 1, 1), until=dt.date(2021, 1, 1))
    assert told.profile == "public"
    assert {one.value for one in told.figures if one.unit == "persons" and one.key == "persons_assisted"} <= {None, 0}


def test_each_cell_has_its_noise_which_no_build_changes(worker, built):
    people(worker, 23, sex="female")
    people(worker, 31, sex="male")
    mart = built()
    first = of(mart, "tables", "sex")
    assert first == of(built(full=False), "tables", "sex") == of(built(), "tables", "sex")
    keys = list(Person._base_manager.values_list("sex", "statistical_key"))
    noise = ptable(10, 5, 7)
    for sex, number in (("female", 23), ("male", 31)):
        key = sum(one % 256 for its, one in keys if its == sex) % 256
        assert first[(sex,)] == noise.shown(number, key)
    assert all(value % 5 == 0 for value in first.values())


def test_the_same_people_have_the_same_number_in_whatever_table_they_are_counted(worker, built):
    people(worker, 23, sex="female", category="idp")
    people(worker, 31, sex="male", category="returnee")
    mart = built()
    women = of(mart, "tables", "sex")[("female",)]
    assert of(mart, "tables", "category")[("idp",)] == women
    assert of(mart, "tables", "sex", "category")[("female", "idp")] == women
    assert of(mart, "tables", where={"sex": "female"}) == women
    assert of(mart, "tables", "quarter")[("2020-Q1",)] == of(mart, "tables")  # a quarter that holds the whole year
    assert of(mart, "tables", "sex", "category")[("female", "returnee")] == 0


def test_subtracting_two_tables_finds_the_few_between_them_in_plain_counts_and_not_with_noise(worker, built):
    """Three men beside 24 women: the total less the women. Plain counts tell; of the noise, two numbers of five."""
    people(worker, 24, sex="female")
    people(worker, 3, sex="male")
    mart = built()
    assert of(mart, "", rule=INTERNAL) - of(mart, "", where={"sex": "female"}, rule=INTERNAL) == 3
    whole, women = of(mart, "", rule=PUBLIC), of(mart, "", where={"sex": "female"}, rule=PUBLIC)
    assert whole - women == 3  # suppression sees one table at a time
    assert (of(mart, "tables") - of(mart, "tables", where={"sex": "female"})) % 5 == 0
    assert of(mart, "tables", "sex")[("male",)] is None


def test_partners_see_numbers_within_two_of_the_truth(worker, built):
    people(worker, 23, sex="female")
    people(worker, 6, sex="male")
    shown = of(built(), "partner", "sex")
    assert abs(shown[("female",)] - 23) <= 2
    assert abs(shown[("male",)] - 6) <= 2


def test_what_has_no_key_is_withheld_where_it_is_small_and_open_numbers_are_as_they_are(worker, built):
    from tests.indicators import drawn

    drawn.sessions(make_member("data_team"), "on | leader | reached\n2020-06 | media | 7")
    found = compute(["awareness_sessions", "people_reached"], mart=built(), rule=rule("tables"), **PERIOD)
    assert {one.key: one.value for one in found} == {"awareness_sessions": 1, "people_reached": None}
    assert [one.rule for one in found] == ["additive, open", "additive, k=10"]


def test_a_figure_says_that_it_has_noise(worker, built):
    assert compute([KEY], mart=built(), rule=rule("tables"), **PERIOD)[0].rule == "distinct person, k=10, noise"


def test_a_profile_there_is_not_is_refused():
    with pytest.raises(IndicatorError, match="no disclosure profile “secret”"):
        profile("secret")
