"""The printed sheet, read back."""

import datetime as dt

import pytest
from pypdf import PdfReader

from tabara.publication.errors import PublicationError
from tabara.publication.infosheet import render
from tabara.publication.studies import Leaving
from tests.publication import sheets
from tests.publication.paper import read, tags, text_of

ON = dt.date(2026, 11, 21)


def printed(made: sheets.Made, language: str = "en", **more) -> str:
    return text_of(render(made, language=language, on=ON, **more))


def found(wanted: list[str], text: str) -> list[str]:
    return [one for one in wanted if one in text]


def test_every_number_is_printed_as_english_writes_it():
    numbers = ["9,026 people assisted", "67% female", "33% male", "13,553 services provided", "190,514 people reached"]
    assert found(numbers, printed(sheets.protection())) == numbers


def test_every_number_is_printed_as_french_writes_it():
    numbers = ["9 026 personnes assistées", "67 % femmes", "33 % hommes", "13 553 services", "190 514 personnes"]
    assert found(numbers, printed(sheets.protection(), "fr")) == numbers


def test_a_french_number_never_breaks_at_the_end_of_a_line():
    page = read(render(sheets.protection(), language="fr", on=ON)).pages[0].extract_text()
    assert found(["9\u202f026", "67\u202f%", "190\u202f514"], page) == ["9\u202f026", "67\u202f%", "190\u202f514"]


def test_the_bars_of_services_are_printed_the_longest_first_whatever_their_order_in_the_report():
    text = printed(sheets.protection())
    places = [text.index(label) for _, _, label, _ in sorted(sheets.SERVICES, key=lambda one: -one[1])]
    assert places == sorted(places)


def test_period_population_and_way_of_counting_stand_under_the_figures_of_each_block():
    text = printed(sheets.protection())
    assert text.count("January 2020 – September 2022, assisted persons, each person counted once") == 4
    assert text.count("January 2020 – September 2022, assisted persons, participations added up") == 1


def test_figures_of_one_block_with_other_periods_carry_each_their_own():
    lines = [
        "1,526 stakeholders trained January 2020 – September 2022, trainees",
        "30 members of the working group 30 September 2022, organisations",
    ]
    assert found(lines, printed(sheets.victims())) == lines


def test_notes_are_numbered_and_printed_once_at_the_end():
    text = printed(sheets.protection().but("P5", note=sheets.PARTLY))
    assert found(["internally displaced¹", "returnees¹", "raising²"], text) == [
        "internally displaced¹",
        "returnees¹",
        "raising²",
    ]
    assert text.count(sheets.PARTLY["en"]) == 1


def test_a_lower_bound_an_approximate_share_and_a_list_are_printed_as_such():
    english, french = ["+50%", "about 50%", "Forced labour, Forced marriage"], ["+50 %", "environ 50 %"]
    assert found(english, printed(sheets.victims())) == english
    assert found(french, printed(sheets.victims(), "fr")) == french


def test_a_code_is_said_in_the_language_of_the_sheet_and_another_word_is_left_as_it_is():
    made = sheets.victims().but("W8", value=("forced labour", "forced_marriage", "something new"))
    assert "Travail forcé, Mariage forcé, something new" in printed(made, "fr")


@pytest.mark.parametrize("ref", ["P1", "P2", "P4", "P7", "P8", "P8h"])
def test_a_withheld_figure_says_so_with_the_rule_and_is_never_zero(ref):
    text = printed(sheets.protection().but(ref, value=None))
    assert text.count("withheld¹ ") + text.count("withheld² ") + text.count("withheld ") >= 1
    assert "Withheld: the count is below 10, or would let such a count be worked out." in text
    assert found([" 0 ", "0%", "None"], text.replace("50%", "").replace("100%", "")) == []


def test_the_sheet_says_when_its_figures_were_computed_and_by_which_rule():
    text = printed(sheets.protection(), built_on=dt.date(2026, 11, 20))
    assert "Computed from the records of 20 November 2026. Counts below 10, and counts from which one could" in text
    assert "Sheet of 21 November 2026." in text


def test_figures_without_a_threshold_are_not_for_publication():
    made = sheets.victims()
    for figure in made.figures:
        made = made.but(figure.ref, rule="distinct person")
    assert "Do not publish." in printed(made)


def test_invented_data_say_so_and_real_data_do_not():
    assert "Invented data, for demonstration" in printed(sheets.protection(), demo=True)
    assert "Invented data" not in printed(sheets.protection())


def test_what_a_study_says_is_never_printed_without_what_goes_with_it():
    told = Leaving("At least 180 people.", ("A pilot.", "How many more there are these lists cannot say."))
    text = printed(sheets.protection(), study=told)
    assert found([told.sentence, *told.beside, "a second person signed off"], text) == [
        *(told.sentence, *told.beside),
        "a second person signed off",
    ]
    assert "signed off" not in printed(sheets.protection())


def test_a_translation_that_no_native_reader_has_seen_says_so():
    assert "inasubiri kukaguliwa" in printed(sheets.protection(), "sw")
    assert "burindiriye gusuzumwa" in printed(sheets.protection(), "rn")
    assert "Draft" not in printed(sheets.protection())


@pytest.mark.parametrize(("language", "title"), [("en", "Protection highlights"), ("fr", "La protection en chiffres")])
def test_the_document_is_accessible(language, title):
    pdf = read(render(sheets.protection(), language=language, on=ON))
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == language
    assert pdf.metadata.title == title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not None
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp(pdf)


def xmp(pdf: PdfReader) -> str:
    return pdf.trailer["/Root"]["/Metadata"].get_data().decode()


def test_whoever_hears_the_sheet_is_told_what_the_chart_shows():
    made = tags(render(sheets.protection(), language="en", on=ON))
    figures = [alt for tag, alt in made if tag == "Figure"]
    assert len(figures) == 1
    assert figures[0].startswith("Bar chart. cash assistance: 2,115; psychosocial support: 9,026;")
    assert [tag for tag, _ in made if tag in ("H1", "H2")] == ["H1", *["H2"] * 7]


def test_only_the_bundled_font_is_in_the_document():
    pdf = read(render(sheets.protection(), language="fr", on=ON))
    fonts = {font["/BaseFont"].split("+")[1].split("-")[0] for font in pdf.pages[0]["/Resources"]["/Font"].values()}
    assert fonts == {"SourceSans3"}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("made", [sheets.protection, sheets.victims])
def test_a_sheet_is_one_page(made, language):
    assert len(read(render(made(), language=language, on=ON, demo=True, built_on=ON)).pages) == 1


def test_what_does_not_fit_goes_on_with_numbered_pages():
    made = sheets.protection()
    report = made.report | {"block": [*made.report["block"], *made.report["block"]]}
    pdf = render(sheets.Made(report, made.figures), language="fr", on=ON)
    pages = [" ".join(page.extract_text().split()) for page in read(pdf).pages]
    assert [page.count(f"Page {number} sur 2") for number, page in enumerate(pages, start=1)] == [1, 1]
    first, second = (
        render(sheets.Made(report, made.figures), language="fr", on=ON, output="png", page=n) for n in (1, 2)
    )
    assert first != second


def test_the_numbers_that_lead_a_chart_can_be_named():
    made = sheets.protection()
    chart = {"kind": "bars", "lead": ["P1", "P8"], "refs": ["P8a", "P8b"]}
    text = printed(sheets.Made(made.report | {"block": [chart]}, made.figures))
    wanted = ["9,026 people assisted", "13,553 services provided", "psychosocial support cash assistance"]
    assert found(wanted, text) == wanted


def test_a_report_without_blocks_is_printed_as_statements():
    made = sheets.victims()
    report = {key: value for key, value in made.report.items() if key != "block"}
    assert "2,029 victims identified" in printed(sheets.Made(report, made.figures))


HOSTILE = '#read("/etc/passwd") $x^2$ *b* <l> @r </text><script>'


@pytest.mark.parametrize("ref", ["P1", "P2", "P4", "P8a"])
def test_markup_in_a_label_is_printed_as_it_is(ref):
    """A narrow column may break it between two letters, so that spaces do not count."""
    text = printed(sheets.protection().but(ref, label={"en": HOSTILE}))
    assert HOSTILE.replace(" ", "") in text.replace(" ", "")


def test_markup_in_a_title_a_note_and_a_population_is_printed_as_it_is():
    made = sheets.protection().but("P1", note={"en": HOSTILE}, population={"en": HOSTILE})
    report = made.report | {"title": {"en": HOSTILE}}
    pdf = render(sheets.Made(report, made.figures), language="en", on=ON)
    assert text_of(pdf).count(HOSTILE) == 3
    assert read(pdf).metadata.title == HOSTILE


def test_a_picture_of_the_sheet_can_be_had_for_a_preview():
    assert render(sheets.protection(), language="en", on=ON, output="png").startswith(b"\x89PNG")
    assert render(sheets.protection(), language="en", on=ON, output="svg").startswith(b"<svg")


def test_a_language_without_texts_is_refused_with_those_there_are():
    with pytest.raises(PublicationError, match="no texts for sheets in “de”; choose one of: en, fr, sw, rn"):
        render(sheets.protection(), language="de", on=ON)


def test_a_block_that_shows_a_figure_nobody_computed_is_refused():
    made = sheets.protection()
    with pytest.raises(PublicationError, match="“protection” shows “P1”, but no line of the report"):
        render(sheets.Made(made.report, made.figures[1:]), language="en", on=ON)


def test_a_letter_that_the_font_does_not_have_is_refused_not_boxed():
    with pytest.raises(PublicationError, match="has a letter that its font does not have"):
        render(sheets.protection().but("P1", label={"en": "漢"}), language="en", on=ON)
