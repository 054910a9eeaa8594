"""A table is read as spreadsheets of every country write it, or refused with the reason."""

import pytest

from tabara.files import LARGEST_TABLE, MOST_LINES, NoTable, Unread, table

ROWS = (("Nom", "Lieu"), ("Foyer Éclair", "Ruzizi; près du marché"))
COMMAS = 'Nom,Lieu\r\nFoyer Éclair,"Ruzizi; près du marché"\r\n'
SEMICOLONS = 'Nom;Lieu\r\nFoyer Éclair;"Ruzizi; près du marché"\r\n'


def read(content):
    found = table(content)
    return (found.header, *(cells for _line, cells in found.lines))


@pytest.mark.parametrize("text", [COMMAS, SEMICOLONS, 'Nom\tLieu\nFoyer Éclair\t"Ruzizi; près du marché"\n'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"])
def test_separators_and_encodings_are_found_out(text, encoding):
    assert read(text.encode(encoding)) == ROWS


def test_utf_16_of_either_order_is_read_by_its_mark():
    assert read(b"\xfe\xff" + COMMAS.encode("utf-16-be")) == ROWS
    assert read(b"\xff\xfe" + COMMAS.encode("utf-16-le")) == ROWS


def test_the_line_that_names_the_separator_is_no_header_and_is_counted():
    found = table(b"sep=;\r\na;b\r\n1,5;2\r\n")
    assert (found.header, found.lines) == (("a", "b"), ((3, ("1,5", "2")),))


def test_a_sign_inside_quotation_marks_does_not_part_the_header():
    assert table(b'"a, b, c";d\n1;2\n').header == ("a, b, c", "d")


def test_lines_keep_their_number_past_empty_lines_and_lines_within_a_cell():
    found = table(b'a,b\n\n"one\ntwo",2\n , \n3,4\n')
    assert found.lines == ((3, ("one\ntwo", "2")), (6, ("3", "4")))


def test_what_looks_like_a_formula_is_the_text_that_stands_there():
    assert read(b'a\n"=HYPERLINK(""x"")"\n+257\n@x\n-1\n')[1:] == (('=HYPERLINK("x")',), ("+257",), ("@x",), ("-1",))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Unread.EMPTY),
        (b"\xef\xbb\xbf \r\n\r\n", Unread.EMPTY),
        (b"a,b\r\n", Unread.NO_LINES),
        (b"a,b\r\n,\r\n", Unread.NO_LINES),
        (b"a\n" + b"x" * LARGEST_TABLE, Unread.TOO_LARGE),
        (b"a\n" + b"1\n" * (MOST_LINES + 1), Unread.TOO_LONG),
        (b"PK\x03\x04rest of a workbook", Unread.WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unread.WORKBOOK),
        (b"%PDF-1.7\n", Unread.NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n", Unread.NOT_TEXT),
        (b"\xff\xd8\xff\xe0", Unread.NOT_TEXT),
        (b"a,b\n1,\x00\n", Unread.NOT_TEXT),
        ("a,b\n1,2\n".encode("utf-16-le"), Unread.NOT_TEXT),  # without its mark, every second byte is none of a text
        (b"a,b\n1,\x81\n", Unread.NOT_TEXT),  # neither UTF-8 nor a letter of Windows
        (b"\xff\xfea", Unread.NOT_TEXT),  # half a letter
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(content, why):
    with pytest.raises(NoTable) as refused:
        table(content)
    assert refused.value.why is why


def test_a_quotation_mark_that_nobody_closed_is_named_with_its_line():
    with pytest.raises(NoTable) as refused:
        table(b'a,b\n1,2\n"3,4\n')
    assert (refused.value.why, refused.value.line) == (Unread.QUOTES, 3)


def test_a_cell_longer_than_a_table_holds_is_refused_and_not_cut():
    with pytest.raises(NoTable) as refused:
        table(b"a\n" + b"x" * 200_000 + b"\n")
    assert refused.value.why is Unread.QUOTES


def test_as_many_lines_as_are_allowed_are_read():
    assert len(table(b"a\n" + b"1\n" * MOST_LINES).lines) == MOST_LINES
