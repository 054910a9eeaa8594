"""A report: lines of every kind, each the answer to one published figure."""

import datetime as dt

import pytest

from tabara import codelists
from tabara.indicators import IndicatorError
from tabara.indicators.reports import figures_of
from tabara.methods.disclosure import INTERNAL
from tests import factories
from tests.indicators import drawn

pytestmark = pytest.mark.django_db(databases="__all__")
ON = dt.date(2025, 5, 1)


def people(worker, number, *, services=("psychosocial",), told=None, **facts):
    """Register so many alike people with these services, and presume them victims where something was told."""
    for _one in range(number):
        case = factories.register(worker, opened_on=ON, **facts)
        for code in services:
            factories.assisted(worker, case, code, on=ON)
        if told:
            factories.screened(worker, case, on=ON, **told)
            factories.determined(worker, case, "possible", on=ON)


@pytest.fixture
def found(worker, built):
    violent = {"gbv": "before", "exploitation": ["servitude", "forced_labour"]}
    people(
        worker, 14, household="single_female_parent", services=("psychosocial", "iga", "microbusiness"), told=violent
    )
    people(worker, 10, sex="male", household="alone", told={"gbv": "none", "exploitation": ["organ_removal"]})
    people(worker, 16, services=("psychosocial", "medical", "food"))
    data = factories.make_member("data_team")
    drawn.sessions(data, "on | leader | reached\n2025-06 | community_focal_point | 190\n2025-06 | media | 70")
    drawn.trainings(data, "on | profile | attended | register\n2025-06 | judge | 30 | 60\n2025-07 | judge | 12 | 58")
    return figures_of("highlights", mart=built())


def test_each_line_gets_its_value_by_its_kind(found):
    assert {figure.ref: figure.value for figure in found.figures} == {
        "H1": 40,
        "H2": 75,  # 30 of 40
        "H3": 25,
        "H4": 86,  # 40 psychosocial, 14 livelihoods, 32 others
        "H4a": 40,
        "H4b": 14,  # two base services, one kind of help on this sheet
        "H4c": 32,
        "H5": 60,  # 14 of 24 is 58.3 %, about 60 %
        "H6": 190,
        "H7": 50,  # 58 % of presumed victims: more than half
        "H8": "single female parents",
        "H9": ("servitude", "Forced labour", "Removal of organs"),
        "H10": 70,  # 42 attendances, 60 on the register
        "H11": 0,
        "H12": 42,
    }
    assert [figure.unit for figure in found.figures if figure.ref in ("H1", "H2", "H4", "H8", "H9")] == [
        "persons",
        "%",
        "services",
        "group",
        "list",
    ]


def test_the_lines_of_one_table_are_protected_together(worker, built):
    people(worker, 30)
    people(worker, 12, sex="male")
    people(worker, 2, sex="other")
    mart = built()
    public, internal = (figures_of("highlights", mart=mart, rule=rule).by_ref for rule in (None, INTERNAL))
    assert (internal["H2"].value, internal["H3"].value) == (68, 27)
    assert (public["H2"].value, public["H3"].value) == (68, None)  # 44 less 30 less 12 would tell of the two
    assert public["H1"].value == 44


def test_what_is_too_small_is_withheld_and_not_zero(worker, built):
    people(worker, 4, household="alone", told={"gbv": "both", "exploitation": ["servitude"]})
    figures = figures_of("highlights", mart=built()).by_ref
    refs = ("H1", "H2", "H4", "H4a", "H5", "H7", "H8", "H9")
    assert {ref: figures[ref].value for ref in refs} == dict.fromkeys(refs)
    assert all(figures[ref].withheld for ref in refs)
    assert figures["H6"].value == 0


def test_a_report_says_of_which_day_its_mart_is(found):
    assert found.built_on == dt.date(2026, 3, 3)
    assert found.report["title"]["fr"] == "En bref"


def test_an_unknown_report_is_refused_with_those_there_are(built):
    with pytest.raises(IndicatorError, match=r"There is no report “nothing”\. Choose one of: highlights"):
        figures_of("nothing", mart=built())


@pytest.mark.parametrize("pack", ["bi", "demo"])
def test_every_line_of_every_report_names_what_there_is_and_every_block_a_line(pack, settings):
    told = codelists.load_pack(settings.PACKS / pack)
    indicators = {table["key"]: table for table in told.indicators}
    for name, report in told.reports.items():
        lines = {line["ref"]: line for line in report["line"]}
        assert len(lines) == len(report["line"]), name
        shown = {ref for block in report["block"] for ref in (*block.get("refs", ()), *block.get("lead", ()))}
        assert shown - set(lines) == set(), name
        for ref, line in lines.items():
            assert set(line["label"]) == set(told.languages), (name, ref)
            if line["kind"] != "fact":
                asked = {*line.get("where", {}), *line.get("base", {})} | ({line["by"]} if "by" in line else set())
                assert asked <= set(indicators[line["indicator"]]["by"]), (name, ref)
