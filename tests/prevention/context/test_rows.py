"""What each row of a file of context means, and why it stays out."""

import datetime as dt
from io import BytesIO

import pytest
import xlsxwriter

from tabara.access.errors import Refused
from tabara.prevention.operations.context.reading import text
from tests.factories import make_member
from tests.prevention.context.filed import HEAD, csv, dump, weighed

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper():
    return make_member("coordinator")


def read(found):
    return [(one.place, one.place_version, one.as_of.isoformat(), one.value, one.cause) for one in found.readings]


def told(found):
    return [(one.line, flaw.role, flaw.reason) for one in found.wrong for flaw in one.flaws]


def test_a_row_names_its_place_by_code_or_by_name_in_the_division_that_it_says(keeper):
    found = weighed(
        keeper,
        csv(
            "ZZ102,,,,2025-01-31,Conflict,10",
            ",,Ihuriro,2010,2025-01-31,Floods,20",
            ",,Ihuriro,2024,2025-01-31,,30",
            ",Mvura,Eclair,2010,2025-01-31,Locusts,40",
            "ZZB1,,,,2019-01-31,,50",
        ),
    )
    assert told(found) == []
    assert read(found) == [
        ("ZZ102", "2010", "2025-01-31", 10, "conflict"),
        ("ZZ101", "2010", "2025-01-31", 20, "disaster"),
        ("ZZA1", "2024", "2025-01-31", 30, ""),
        ("ZZ203", "2010", "2025-01-31", 40, "other"),
        ("ZZB1", "2024", "2019-01-31", 50, ""),
    ]


def test_a_name_without_a_division_is_one_of_the_division_in_force_on_its_day(keeper):
    found = weighed(keeper, csv(",,Ihuriro,,2019-05-01,,1", ",,Ihuriro,,2025-05-01,,2", "ZZ,,,,2019-05-01,,3"))
    assert read(found)[0][:2] == ("ZZ101", "2010")
    assert read(found)[1][:2] == ("ZZA1", "2024")


def test_the_division_that_the_sender_says_holds_where_no_row_says_another(keeper):
    found = weighed(keeper, csv(",,Ihuriro,,2025-05-01,,1", ",,Ihuriro,2024,2025-05-01,,2"), division="2010")
    assert [one[:2] for one in read(found)] == [("ZZ101", "2010"), ("ZZA1", "2024")]


WRONG = {
    ",,Éclair,2010,2025-01-31,,1": (
        "name2",
        "“Éclair” stands for several places: in Amahoro, Imvura. Write the code, or the place above it.",
    ),
    ",Imvura,Ruzizi,2010,2025-01-31,,1": ("name2", "“Ruzizi” does not lie in “Imvura”. Correct one of them."),
    ",,Ruzizi-Éclair,2010,2025-01-31,,1": (
        "name2",
        "“Ruzizi-Éclair” is no place of the division of 2010, only of 2024. Say that division.",
    ),
    "ZZB1,,,2010,2025-01-31,,1": (
        "code2",
        "“ZZB1” is no place of the division of 2010, only of 2024. Say that division.",
    ),
    "XX1,,,,2025-01-31,,1": ("code2", "There is no place with the code “XX1”. Correct it."),
    ",,Atlantis,2010,2025-01-31,,1": (
        "name2",
        "There is no place “Atlantis” in the division of 2010. Correct the name.",
    ),
    ",,Isoko,1999,2025-01-31,,1": ("version", "There is no division of “1999”. Choose one of: 2010, 2024."),
    ",,,,2025-01-31,,1": ("", "The place is missing. Write its code or its name."),
    "ZZ102,,,,2025-01-31,,many": ("value", "“many” is no whole number. Write it in digits alone, as 1234."),
    "ZZ102,,,,2025-01-31,,12.5": ("value", "“12.5” is no whole number. Write it in digits alone, as 1234."),
    "ZZ102,,,,2025-01-31,,1e9": ("value", "“1e9” is no whole number. Write it in digits alone, as 1234."),
    "ZZ102,,,,2025-01-31,,-5": ("value", "A number of people is never below zero. Correct it."),
    "ZZ102,,,,2025-01-31,,9999999999": ("value", "This is more than there are people. Correct it."),
    "ZZ102,,,,2026-03-03,,1": ("date", "This date, or the end of this period, is still to come. Correct it."),
    "ZZ102,,,,2026,,1": ("date", "This date, or the end of this period, is still to come. Correct it."),
    "ZZ102,,,,31/01/2025,,1": ("date", "“31/01/2025” is no date. Write it as 2024-01-31."),
    "ZZ102,,,,2025-02-30,,1": ("date", "“2025-02-30” is no date. Write it as 2024-01-31."),
    "ZZ102,,,,,,1": ("date", "The date is missing. Write it."),
    "ZZ102,,,,1925-01-31,,1": ("date", "This date is before 1990. Correct it."),
}


@pytest.mark.parametrize("row", WRONG)
def test_a_row_that_is_wrong_names_its_line_its_column_and_the_remedy(keeper, row):
    found = weighed(keeper, csv("ZZ101,,,,2025-01-31,,7", row))
    assert told(found) == [(4, *WRONG[row])]
    assert len(found.readings) == 1


def test_everything_that_is_wrong_with_a_row_is_said_at_once(keeper):
    (one,) = weighed(keeper, csv("XX1,,,,soon,,-1")).wrong
    assert [flaw.role for flaw in one.flaws] == ["value", "date", "code2"]


def test_a_row_that_says_the_same_again_stays_out(keeper):
    found = weighed(keeper, csv("ZZ102,,,,2025-01-31,,1", "ZZ102,,,,2025-01-31,Floods,2", "ZZ102,,,,2025-01-31,,3"))
    assert told(found) == [(5, "value", "Line 3 says this of the same place and day. Leave one of them out.")]


def test_what_is_not_available_is_missing_and_no_zero(keeper):
    found = weighed(
        keeper, csv("ZZ102,,,,2025-01-31,,Not available", "ZZ103,,,,2025-01-31,,", "ZZ101,,,,2025-01-31,,0")
    )
    assert (found.without, [one.value for one in found.readings], found.wrong) == (2, [0], [])


def test_a_day_may_be_an_instant_a_month_or_a_year(keeper):
    rows = ("ZZ102,,,,2025-01-31T00:00:00,,1", "ZZ102,,,,2025-02,,2", "ZZ102,,,,2024,,3")
    found = weighed(keeper, csv(*rows))
    assert [one.as_of for one in found.readings] == [dt.date(2025, 1, 31), dt.date(2025, 2, 28), dt.date(2024, 12, 31)]


@pytest.mark.parametrize("said", ["1234", "1 234", "1\u202f234", "1234.0"])
def test_a_number_may_have_blanks_between_its_thousands(keeper, said):
    (one,) = weighed(keeper, csv(f"ZZ102,,,,2025-01-31,,{said}")).readings
    assert one.value == 1234


def test_a_layer_that_only_says_whether_takes_yes_and_no(keeper):
    content = csv("ZZ101,,,,2025-01-31,,oui", "ZZ102,,,,2025-01-31,,0", "ZZ103,,,,2025-01-31,,7").replace(
        b"#affected+idps", b"#indicator+border"
    )
    found = weighed(keeper, content, layer="border")
    assert [one.value for one in found.readings] == [1, 0]
    assert told(found) == [(5, "value", "“7” is neither yes nor no. Write 1 or 0.")]


def test_the_answer_of_the_interface_of_the_dtm_is_read_as_it_comes(keeper):
    row = {"admin1Pcode": "ZZ1", "admin2Pcode": "ZZ102", "admin2Name": "Ruzizi", "numPresentIdpInd": 120}
    row |= {"reportingDate": "2025-05-19T00:00:00", "roundNumber": 72, "displacementReason": "Natural disaster"}
    found = weighed(keeper, dump(row, {**row, "admin2Pcode": None, "admin2Name": "Not available"}))
    assert read(found) == [
        ("ZZ102", "2010", "2025-05-19", 120, "disaster"),
        ("ZZ1", "2010", "2025-05-19", 120, "disaster"),
    ]
    assert {one.round for one in found.readings} == {"72"}


def test_a_file_of_hdx_has_names_in_its_first_line_and_tags_in_its_second(keeper):
    head = (
        "id,admin2Name,admin2Pcode,numPresentIdpInd,numberMales,reportingDate,yearReportingDate,idpOriginAdmin1Pcode\n"
    )
    tags = "#id+code,#adm2+name,#adm2+code,#affected+idps,#affected+idps+m,#date+reported,#date+year+reported,"
    tags += "#adm1+code+origin\n"
    found = weighed(keeper, csv("9,Ruzizi,ZZ102,120,50,2025-05-19,2025,ZZ2", head=head, tags=tags))
    assert read(found) == [("ZZ102", "2010", "2025-05-19", 120, "")]
    assert found.readings[0].origin == "ZZ2"


def test_a_file_of_hapi_is_read_by_its_headers(keeper):
    head = (
        "location_code,admin1_code,admin2_code,population,reporting_round,reference_period_start,reference_period_end\n"
    )
    found = weighed(keeper, csv("ZZ,ZZ1,ZZ102,88,3,2025-01-01,2025-03-31", head=head, tags=""))
    assert read(found) == [("ZZ102", "2010", "2025-03-31", 88, "")]


def test_the_flows_of_the_idmc_are_of_a_country_and_a_year(keeper):
    content = b"geo,t,cause,n\nZZ,2023,floods,12206\nZZ,2023,storms,7982\nZZ,2026,floods,1\n"
    found = weighed(keeper, content)
    assert read(found) == [
        ("ZZ", "2010", "2023-12-31", 12206, "disaster"),
        ("ZZ", "2010", "2023-12-31", 7982, "disaster"),
    ]
    assert told(found) == [(4, "year", "This date, or the end of this period, is still to come. Correct it.")]


FILES = {
    b"": "This file is empty. Choose another one.",
    HEAD.encode(): "There is only a header in this file. Write a line under it.",
    b"a,b\n1,2\n": (
        "This file has no line of HXL tags, and its header is none that is known (DTM, HDX, IDMC). Add a line of tags "
        "under the header, as in the example."
    ),
    b"Where,Many\n#adm2+code,#sector\nZZ101,3\n": (
        "This file has no column for the value, the date. Tag it in the line under the header, as in the example."
    ),
    "Code,Commune\n#adm2,#value\nÉclair,3\n".encode("latin-1"): (
        "This file is not written in UTF-8, from line 3 on. Save it as “CSV UTF-8”, and send that file."
    ),
    b'{"result": [{"admin2Pcode": "ZZ101",\n': (
        "This JSON is broken at line 2. Download it again, and send the whole file."
    ),
    b'{"result": "none"}': "This JSON holds no list of records. Send the answer of the interface as it came.",
    b"PK\x03\x04rest": "This workbook is broken. Open it in a spreadsheet, save it anew, and send that.",
    b'a,b\n"open,2\n': ("This file cannot be read from line 2 on: look for a quotation mark that is not closed."),
    b"geo,t,n\n" + b"ZZ,2020,1\n" * 100_001: "There are more than 100000 lines in this file. Send it in parts.",
    b"geo,t,n\n" + b"ZZ,2020,1" + b" " * 8 * 1024 * 1024: "This file is larger than 8192 KB. Send it in parts.",
}


@pytest.mark.parametrize("content", FILES, ids=range(len(FILES)))
def test_a_file_that_cannot_be_read_is_refused_with_the_remedy(keeper, content):
    with pytest.raises(Refused) as refusal:
        weighed(keeper, content)
    assert (refusal.value.message, refusal.value.field) == (FILES[content], "file")


TABLE = [
    ["Code", "Date", "Displaced"],
    ["#adm2+code", "#date", "#affected+idps"],
    ["ZZ102", "2025-05-19", 120],
    ["ZZ103", "2025-05-19", "many"],
]


def book(sheets):
    """Write a workbook of several sheets, by name."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for nth, row in enumerate(rows):
                sheet.write_row(nth, 0, row)
    return out.getvalue()


def test_a_workbook_is_read_by_the_sheet_that_has_tags(keeper):
    found = weighed(keeper, book({"Read me": [["What this is"]], "Round": TABLE}))
    assert read(found) == [("ZZ102", "2010", "2025-05-19", 120, "")]
    assert told(found) == [(4, "value", "“many” is no whole number. Write it in digits alone, as 1234.")]


REFUSED_BOOKS = {
    "several": (book({"A": TABLE, "B": TABLE}), "Several sheets of this workbook have tags."),
    "formula": (book({"A": [*TABLE, ["ZZ101", "2025-05-19", "=1+1"]]}), "formula"),
    "nothing": (book({"A": []}), "This file is empty."),
    "a header": (book({"A": TABLE[:1]}), "There is only a header in this file."),
}


@pytest.mark.parametrize("name", REFUSED_BOOKS)
def test_a_workbook_that_says_nothing_or_computes_is_refused(keeper, name):
    content, sentence = REFUSED_BOOKS[name]
    with pytest.raises(Refused) as refusal:
        weighed(keeper, content)
    assert sentence in refusal.value.message


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (dt.date(2025, 5, 19), "2025-05-19"),
        (dt.datetime(2025, 5, 19, 8, tzinfo=dt.UTC), "2025-05-19"),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "1"),
        (" x ", "x"),
    ],
)
def test_a_cell_is_the_text_that_csv_would_have(cell, said):
    assert text(cell) == said
