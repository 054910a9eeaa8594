"""A workbook of the plan: what is read, everything that may be wrong with it, and that nothing is half loaded."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from tabara.access.errors import NotAllowed, Refused
from tabara.files.workbooks import workbook
from tabara.partnership import operations
from tabara.partnership.enums import PlanState
from tabara.partnership.models import PlanActivity, PlanObjective, PlanTarget, PlanVersion
from tabara.partnership.operations.plan import draft_of, seen_of, template, wrong_rows
from tabara.partnership.queries import plan as queries
from tests.factories import NOW, make_agency, make_member
from tests.files.hostile_workbooks import book
from tests.partnership.plans import EMPTY, FIRST, HEADER, SECOND, activity, loaded, owner, sent, sheet

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper():
    member = make_member("secretariat")
    owner(member)
    return member


def test_a_workbook_becomes_a_version_with_everything_in_it(keeper):
    version = loaded(keeper, FIRST, SECOND, EMPTY)
    assert (version.number, version.state, version.sent) == (1, PlanState.LOADED, [])
    assert list(PlanObjective.objects.values_list("pillar", "code")) == [
        ("prevention", "1.1"),
        ("protection", "2.1"),
        ("partnership", "4.1"),
    ]
    one = activity("1.1.1")
    assert (one.title, one.owner, one.due_on) == ("Talk at the markets", "Red Lamp", dt.date(2026, 12, 31))
    assert (one.indicator, one.counting, one.budget, one.funded) == (
        "people_reached",
        "yearly",
        12000,
        Decimal("5000.50"),
    )
    assert list(one.targets.values_list("year", "value")) == [(2025, 500), (2026, 1000)]
    assert PlanActivity.objects.count() == 2


def test_an_owner_that_is_an_agency_may_report_on_its_own(keeper):
    agency = make_agency("sun", name="Sun House")
    loaded(keeper, {**FIRST, "Responsible organisation": "sun house"})
    assert activity("1.1.1").owner_agency == agency


WRONG = {
    "duplicate code": ({"Activity no.": "1.1.1"}, "D3", "The activity 1.1.1 stands in row 2 already."),
    "target of words": ({"Target 2025": "sixty"}, "N3", "“sixty” is no number. Write it in digits."),
    "dates upside down": ({"Ends on": dt.date(2024, 12, 31)}, "H3", "It ends before it begins."),
    "no day": ({"Begins on": "soon"}, "G3", "“soon” is no day of the calendar."),
    "impossible day": ({"Begins on": "31/02/2026"}, "G3", "“31/02/2026” is no day of the calendar."),
    "unknown pillar": (
        {"Pillar": "Peace"},
        "A3",
        "Write one of these: Prevention, Protection, Prosecution, Partnership.",
    ),
    "unknown indicator": ({"Indicator": "happiness"}, "J3", "The catalogue has no indicator “happiness”."),
    "unknown owner": ({"Responsible organisation": "Nobody"}, "F3", "“Nobody” is no organisation that is known here."),
    "negative budget": ({"Budget": -5}, "P3", "“-5” is less than nothing."),
    "currency": ({"Currency": "XYZ"}, "S3", "“XYZ” is no currency of the plan. Write one of these: XTS, USD, EUR."),
    "no currency": ({"Currency": ""}, "S3", "“” is no currency of the plan."),
    "no title": ({"Activity": ""}, "E3", "Nothing stands here. It is needed in every row."),
    "no code": ({"Activity no.": ""}, "D3", "Nothing stands here."),
    "no objective": ({"Objective no.": ""}, "B3", "Nothing stands here."),
    "a target of nothing": ({"Other measure": ""}, "K3", "There is a target, and nothing that it measures."),
    "too long": ({"Activity": "x" * 301}, "E3", "Write at most 300 letters."),
    "unknown progress": ({"Progress": "almost"}, "I3", "“almost” is not known under “Progress”."),
}


@pytest.mark.parametrize("told", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_loaded(keeper, told):
    change, cell, words = told
    version = sent(keeper, FIRST, {**SECOND, **change})
    draft = draft_of(version)
    (row,) = draft.wrong
    assert [f"{flaw.letter}{row.number}" for flaw in row.flaws] == [cell]
    assert words in row.flaws[0].reason
    with pytest.raises(Refused, match="1 rows are not in order"):
        operations.plan.load_plan(by=keeper, at=NOW, version=version, seen=seen_of(draft))
    assert not PlanActivity.objects.exists()
    assert not PlanTarget.objects.exists()
    assert PlanVersion.objects.get().state == PlanState.READ


def test_an_objective_says_one_thing_in_all_its_rows(keeper):
    other = {**SECOND, "Objective no.": "1.1"}
    (row,) = draft_of(sent(keeper, FIRST, other)).wrong
    assert [(flaw.key, flaw.letter) for flaw in row.flaws] == [("pillar", "A"), ("objective", "C")]
    assert row.flaws[0].reason == "Row 2 says otherwise of the objective 1.1. Say the same in both."


LACKING = [name for name in HEADER if name not in ("Activity no.", "Ends on")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (sheet(FIRST, header=LACKING), "lacks these columns: Activity no., Ends on."),
        (sheet(), "There is only a header in the sheet “Activities”."),
        (book([["Name", "Age"], ["a", 1]]), "No sheet of this workbook has the columns of the plan."),
        (sheet(*[EMPTY] * 2001), "has more than 2\u00a0000 rows; a plan has at most so many."),
        (book([["a"]], also=lambda _m, one: one.write_formula("C4", "=1")), "formulas in these cells: Activities C4"),
        (b"Pillar;Objective\n", "This is no workbook."),
    ],
    ids=["missing column", "no rows", "no plan", "too many", "formula", "csv"],
)
def test_a_workbook_that_is_no_plan_is_refused_with_one_sentence(keeper, content, words):
    with pytest.raises(Refused) as refused:
        operations.plan.send_plan(by=keeper, at=NOW, title="NAP", content=content)
    assert (refused.value.field, words in str(refused.value)) == ("file", True), refused.value
    assert not PlanVersion.objects.exists()


def test_columns_are_known_by_their_title_or_their_key_and_in_any_order(keeper):
    header = ("activity", "CODE", "PILLAR", "objective_code", "objective", "owner", "starts_on", "due_on", "Remarks")
    cells = ("Talk", "1.1.1", "Prévention", "1.1", "Know", "RED LAMP", "2025-01-01", "31/12/2025", "by hand")
    content = book([["Our plan"], [], header, cells])
    version = operations.plan.send_plan(by=keeper, at=NOW, title="NAP", content=content)
    draft = draft_of(version)
    assert (draft.wrong, draft.sent.unread, draft.rows[0].number) == ([], ["Remarks"], 4)
    assert draft.rows[0].said["owner"] == "Red Lamp"


def test_the_error_workbook_is_what_was_sent_with_a_reason_and_can_be_sent_back(keeper):
    wrong = {**SECOND, "Target 2025": "=HYPERLINK(1)", "Ends on": dt.date(2024, 1, 1)}
    version = sent(keeper, FIRST, wrong)
    back = wrong_rows(draft_of(version), at=NOW)
    rows = workbook(back).sheets[0].rows
    assert rows[0][1] == (*HEADER, "What is wrong")
    assert rows[1][1][-1] == ""
    assert rows[2][1][-1].startswith("N3 Target 2025: “=HYPERLINK(1)” is no number.")
    assert "H3 Ends on: It ends before it begins." in rows[2][1][-1]
    again = operations.plan.send_plan(by=keeper, at=NOW, title="NAP", content=back)
    assert [len(row.flaws) for row in draft_of(again).rows] == [0, 2]
    assert draft_of(again).sent.unread == []


@pytest.mark.parametrize("language", ["en", "fr", "rn", "sw"])
def test_the_template_is_read_back_in_every_language(keeper, language):
    example = [["prevention", "1", "x", "1.1", "y", "Red Lamp", dt.date(2026, 1, 1), dt.date(2026, 2, 1)]]
    with translation.override(language):
        content = template(years=[2026, 2027], at=NOW, rows=example, banner="EXAMPLE")
        found = workbook(content)
        version = operations.plan.send_plan(by=keeper, at=NOW, title="NAP", content=content)
    assert len(found.sheets) == 3
    keys = list(draft_of(version).sent.keys.values())
    assert keys[:4] == ["pillar", "objective_code", "objective", "code"]
    assert keys[13:15] == ["target_2026", "target_2027"]
    assert len(keys) == 21
    assert draft_of(version).wrong == []


def test_a_plan_whose_rows_say_example_is_one(keeper):
    assert not sent(keeper).is_example
    assert sent(keeper, {**FIRST, "Activity": "EXAMPLE · Talk at the markets"}).is_example


def test_the_same_workbook_twice_is_one(keeper):
    content = sheet(FIRST)
    one, other = (operations.plan.send_plan(by=keeper, at=NOW, title="NAP", content=content) for _ in range(2))
    assert one.pk == other.pk
    loaded_one = operations.plan.load_plan(by=keeper, at=NOW, version=one, seen=seen_of(draft_of(one)))
    assert operations.plan.send_plan(by=keeper, at=NOW, title="NAP", content=content).pk == loaded_one.pk


def test_what_was_not_seen_is_not_loaded(keeper):
    version = sent(keeper)
    with pytest.raises(Refused, match="Look at it again"):
        operations.plan.load_plan(by=keeper, at=NOW, version=version, seen="")
    assert not PlanActivity.objects.exists()


def test_a_dropped_workbook_leaves_nothing_and_is_not_loaded(keeper):
    version = sent(keeper)
    operations.plan.drop_plan(by=keeper, at=NOW, version=version)
    assert PlanVersion.objects.get().sent == []
    with pytest.raises(Refused, match="loaded or dropped already"):
        operations.plan.load_plan(by=keeper, at=NOW, version=version, seen="")


def test_a_version_says_what_it_changed_and_the_earlier_one_stays(keeper):
    first = loaded(keeper, FIRST, SECOND)
    later = {**FIRST, "Activity": "Talk at the stations", "Target 2026": 2000, "Ends on": dt.date(2027, 3, 1)}
    new = {**SECOND, "Activity no.": "2.1.2"}
    second = loaded(keeper, later, new, at=NOW + dt.timedelta(days=1))
    assert second.number == 2
    before, after = (queries.said_of(by=keeper, version=one) for one in (first, second))
    found = queries.changes_between(before, after)
    assert (found.added, found.dropped, found.same) == (
        (("2.1.2", "Visit the shelters"),),
        (("2.1.1", "Visit the shelters"),),
        0,
    )
    ((code, title, changes),) = found.altered
    assert (code, title) == ("1.1.1", "Talk at the stations")
    assert {(one.key, str(one.before), str(one.after)) for one in changes} == {
        ("activity", "Talk at the markets", "Talk at the stations"),
        ("due_on", "2026-12-31", "2027-03-01"),
        ("target_2026", "1000.00", "2000.00"),
    }
    assert [one.activity.code for one in queries.standings(by=keeper, version=first)] == ["1.1.1", "2.1.1"]
    assert queries.version_before(by=keeper, version=second) == first


def test_undone_the_version_before_is_in_force_again(keeper):
    first = loaded(keeper)
    second = loaded(keeper, FIRST, at=NOW + dt.timedelta(days=1))
    with pytest.raises(Refused, match="Only the version in force can be undone"):
        operations.plan.undo_plan(by=keeper, at=NOW, version=first)
    operations.plan.undo_plan(by=keeper, at=NOW, version=second)
    assert queries.version_in_force(by=keeper) == first
    third = loaded(keeper, {**FIRST, "Budget": 1}, at=NOW + dt.timedelta(days=2))
    assert (third.number, queries.version_before(by=keeper, version=third)) == (3, first)


def test_who_reads_does_not_load_and_others_do_not_read():
    reader = make_member("coordinator")
    with pytest.raises(NotAllowed):
        sent(reader)
    assert queries.plan(by=reader) == (None, [])
    with pytest.raises(NotAllowed):
        queries.plan(by=make_member("caseworker"))
