"""The ministry's list as a file: weighed line by line, imported whole or not at all, and undone as one."""

import datetime as dt
from typing import Any

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.prevention import operations, queries
from tabara.prevention.models import Firm, FirmList
from tabara.prevention.operations import Effect
from tabara.prevention.queries import Standing
from tests.factories import NOW, TODAY, make_member
from tests.prevention.firms import complained, firm, line, listing, moved, sent

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = dt.timedelta(days=1)
LATER = f"{TODAY - 100 * DAY},{TODAY + 500 * DAY}"


def imported(by: Any, content: bytes, **facts: Any) -> FirmList:
    """Send a list and import it."""
    return operations.import_firm_list(by=by, at=NOW, file=sent(by, content, **facts))


def test_what_a_list_would_do_is_told_line_by_line_before_anything_counts() -> None:
    by = make_member("secretariat")
    held = firm(by, "MFP/1", name="Golden Bridge")
    firm(by, "MFP/2", name="Sunrise", since=TODAY - 100 * DAY, until=TODAY + 500 * DAY, destinations=("SA",))
    row = sent(by, listing("mfp/1,Golden Bridge", "MFP/2,Sunrise", "MFP/3,Moon", "MFP/3,Moon again", "MFP/4, "))
    found = operations.plan_of(by=by, file=row, on=TODAY)
    told = [(one.line, one.effect, one.column) for one in found.rows]
    assert told == [
        (2, Effect.CHANGED, ""),
        (3, Effect.SAME, ""),
        (4, Effect.NEW, ""),
        (5, Effect.WRONG, "licence"),
        (6, Effect.WRONG, "name"),
    ]
    assert "stands in line 4 already" in found.rows[3].reason
    held.refresh_from_db()
    assert (Firm.objects.count(), held.until) == (2, TODAY + 365 * DAY)


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (f"MFP/1,Moon,yesterday,{TODAY},SA", "since", "is no date"),
        (f"MFP/1,Moon,{TODAY},31/13/2027,SA", "until", "is no date"),
        (f"MFP/1,Moon,{TODAY},{TODAY},SA", "until", "is before the day after the first one"),
        (f"MFP/1,Moon,{LATER},Atlantis", "destinations", "“Atlantis” is no country"),
        (f"-,Moon,{LATER},SA", "licence", "Write the number of the licence"),
        (f"{'9' * 41},Moon,{LATER},SA", "licence", "at most 40"),
        (f"MFP/1,{'x' * 121},{LATER},SA", "name", "at most 120"),
    ],
)
def test_a_line_that_cannot_be_says_column_and_reason_and_stays_out(row: str, column: str, sentence: str) -> None:
    by = make_member("secretariat")
    file = sent(by, listing(row, "MFP/77,In order"))
    wrong = operations.plan_of(by=by, file=file, on=TODAY).rows[0]
    assert (wrong.effect, wrong.column, sentence in wrong.reason) == (Effect.WRONG, column, True)
    sheet = operations.lines_to_correct(operations.plan_of(by=by, file=file, on=TODAY)).decode("utf-8-sig")
    assert (sentence in sheet, "In order" in sheet) == (True, False)
    operations.import_firm_list(by=by, at=NOW, file=file)
    assert list(Firm.objects.values_list("licence", flat=True)) == ["MFP/77"]


@pytest.mark.parametrize(
    "header", ["Agrément;Nom;Du;Au;Pays", "LICENCE,Name,Since,Until,Countries", "inomero,izina,guhera,gushika,ibihugu"]
)
def test_columns_are_known_in_every_language_and_countries_by_their_names(header: str) -> None:
    by = make_member("secretariat")
    mark = ";" if ";" in header else ","
    row = mark.join(("MFP/1", "Moon", "02/01/2026", "2027-01-02", "Arabie saoudite|QA"))
    imported(by, f"{header}\n{row}\n".encode())
    one = Firm.objects.get()
    assert (one.since, one.until, one.destinations) == (dt.date(2026, 1, 2), dt.date(2027, 1, 2), ["SA", "QA"])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"licence,name,since\nMFP/1,Moon,2026-01-01\n", "The column “until” is missing"),
        (b"PK\x03\x04 a workbook", "This is a workbook"),
        (b"licence,name,since,until\n", "only a header"),
        (b"x" * (1024 * 1024 + 1), "larger than"),
        (b"licence,name,since,until\n" + b"1,2,3,4\n" * 2001, "more than 2000 lines"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        sent(make_member("secretariat"), content)
    assert (refusal.value.field, sentence in refusal.value.message) == ("file", True), refusal.value.message
    assert FirmList.objects.count() == 0


def test_the_same_list_of_the_same_day_is_one_act_and_a_list_of_tomorrow_is_refused() -> None:
    by = make_member("secretariat")
    one = sent(by, listing("MFP/1,Moon"))
    assert sent(by, listing("MFP/1,Moon")).pk == one.pk
    with pytest.raises(Refused) as refusal:
        sent(by, listing("MFP/1,Moon"), listed_on=TODAY + DAY)
    assert refusal.value.field == "listed_on"


def test_a_list_is_imported_once_and_one_without_a_line_in_order_not_at_all() -> None:
    by = make_member("secretariat")
    row = imported(by, listing("MFP/1,Moon"))
    assert (row.brought, row.held) == (1, None)
    for call in (operations.import_firm_list, operations.drop_firm_list):
        with pytest.raises(Refused, match="imported or dropped already"):
            call(by=by, at=NOW, file=row)
    with pytest.raises(Refused, match="No row of this file is in order"):
        imported(by, listing("MFP/2,"))
    assert Firm.objects.count() == 1


def test_whoever_the_newest_list_names_no_more_is_not_called_licensed() -> None:
    by = make_member("secretariat")
    old = firm(by, "MFP/1", name="Golden Bridge", listed_on=TODAY - 40 * DAY)
    imported(by, listing("MFP/2,Sunrise"))
    answer = queries.looked_up(by=by, asked="Golden Bridge", on=TODAY)
    assert [(one.firm, one.standing) for one in answer.lines] == [(old, Standing.LEFT)]
    assert answer.listed_on == TODAY
    assert queries.looked_up(by=by, asked="Sunrise", on=TODAY).lines[0].standing == Standing.LICENSED


def test_an_undo_takes_out_what_was_new_and_writes_back_what_was_changed() -> None:
    by = make_member("secretariat")
    held = firm(by, "MFP/1", name="Golden Bridge")
    row = imported(by, listing("MFP/1,Golden Bridge Ltd", "MFP/2,Sunrise"))
    operations.undo_firm_list(by=by, at=NOW, file=row)
    kept = Firm.objects.get()
    before = (held.pk, "Golden Bridge", held.until, held.listed_on, held.source)
    assert (kept.pk, kept.name, kept.until, kept.listed_on, kept.source) == before
    assert queries.newest_list() is None
    with pytest.raises(Refused, match="Only a file that was imported"):
        operations.undo_firm_list(by=by, at=NOW, file=row)
    assert sent(by, listing("MFP/1,Golden Bridge Ltd", "MFP/2,Sunrise")).pk != row.pk


def test_what_was_used_since_is_not_undone_and_nothing_else_is() -> None:
    by = make_member("secretariat")
    held = firm(by, "MFP/1", name="Golden Bridge")
    row = imported(by, listing("MFP/1,Golden Bridge Ltd", "MFP/2,Sunrise"))
    complained(by, Firm.objects.get(licence="MFP/2"))
    with pytest.raises(Refused, match="“Sunrise” was changed or used since"):
        operations.undo_firm_list(by=by, at=NOW, file=row)
    held.refresh_from_db()
    row.refresh_from_db()
    assert (held.name, Firm.objects.count(), row.state) == ("Golden Bridge Ltd", 2, "imported")


def test_a_newer_line_of_the_same_agency_stands_in_the_way_of_an_undo_and_of_an_older_list() -> None:
    by = make_member("secretariat")
    row = imported(by, listing("MFP/1,Golden Bridge"), listed_on=TODAY - DAY)
    again = {"licence": line(), "listed_on": TODAY, "source": "Newer"}
    operations.relist_firm(by=by, at=NOW, firm=Firm.objects.get(), **again)
    with pytest.raises(Refused, match="was changed or used since"):
        operations.undo_firm_list(by=by, at=NOW, file=row)
    older = sent(by, listing("MFP/1,Golden Gate"), listed_on=TODAY - DAY)
    assert "A newer list is known" in operations.plan_of(by=by, file=older, on=TODAY).rows[0].reason


def test_a_revoked_licence_does_not_come_back_by_a_list() -> None:
    by = make_member("secretariat")
    moved(by, firm(by, "MFP/1"), "revoked")
    row = sent(by, listing("MFP/1,Golden Bridge"))
    assert "was revoked" in operations.plan_of(by=by, file=row, on=TODAY).rows[0].reason


@pytest.mark.parametrize("role", ["focal_point", "supervisor", "justice"])
def test_lists_are_sent_and_seen_by_few(role: str) -> None:
    with pytest.raises(NotAllowed):
        sent(make_member(role), listing("MFP/1,Moon"))
    with pytest.raises(NotAllowed):
        queries.firm_lists(by=make_member(role))


def test_a_list_that_was_dropped_keeps_nothing() -> None:
    by = make_member("secretariat")
    row = operations.drop_firm_list(by=by, at=NOW, file=sent(by, listing("MFP/1,Moon")))
    assert (row.held, FirmList.objects.get().held, Firm.objects.count()) == (None, None, 0)
