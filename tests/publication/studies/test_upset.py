"""The picture of overlaps: what it shows, what it says to those who do not see it, and that both agree."""

import re
from html import unescape

import pytest

from tabara.methods.disclosure import PUBLIC, UNODC
from tabara.methods.prevalence import capture_table
from tabara.publication.drawing import BAR
from tabara.publication.studies import Picture, overlaps, picture
from tests.methods.prevalence.published import published


def texts(of: Picture) -> list[str]:
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", of.svg.decode())]


def bars(of: Picture) -> list[float]:
    return [float(width) for width in re.findall(rf'width="([\d.]+)"[^>]* fill="{BAR}"/>', of.svg.decode())]


def test_each_combination_is_a_row_with_its_dots_its_bar_and_its_number():
    of = picture(overlaps(published("Kosovo")), "en")
    assert texts(of) == ["EXH", "ABA", "OSCE", "HRW", *(count for _lists, count in of.rows)]
    assert of.rows[:2] == (("EXH", "1,131"), ("OSCE", "936"))
    assert of.rows[6] == ("EXH, ABA and OSCE", "181")
    long = bars(of)
    assert len(long) == len(of.rows) == 15
    assert long == sorted(long, reverse=True)
    assert long[1] / long[0] == pytest.approx(936 / 1131, rel=1e-3)
    assert of.svg.decode().count("<circle") == 15 * 4


def test_it_has_a_name_and_says_all_that_it_shows():
    of = picture(overlaps(published("Korea")), "fr", key="a")
    assert 'role="img" aria-labelledby="a-t a-d"' in of.svg.decode()
    assert f'<title id="a-t">{of.title}</title>' in of.svg.decode()
    assert (of.title, of.head) == ("Comment 3 listes se recoupent", ("Exactement sur ces listes", "Personnes"))
    assert "b et c\u00a0: 54\u202f; d\u00a0: 41\u202f; b, c et d\u00a0: 12" in of.said
    assert of.note == ""


def test_what_is_withheld_has_no_bar_and_the_table_says_so_too():
    of = picture(overlaps(published("Korea"), PUBLIC), "en")
    assert len(bars(of)) == 2
    assert [count for _lists, count in of.rows] == ["54", "12", "withheld", "withheld", "withheld", "withheld"]
    assert texts(of)[3:] == [count for _lists, count in of.rows]
    assert "below 10" in of.note


def test_a_rule_that_writes_how_small_it_is_is_followed():
    table = capture_table(
        "ABC", {(1, 0, 0): 90, (0, 1, 0): 80, (0, 0, 1): 70, (1, 1, 0): 3, (0, 1, 1): 4, (1, 0, 1): 2}
    )
    assert "<5" in [count for _lists, count in picture(overlaps(table, UNODC), "en").rows]


def test_a_name_is_text_and_not_markup_and_a_long_one_is_cut():
    hostile, long = "</text><script>", "Centre d'accueil et d'orientation de Gitega"
    of = picture(overlaps(capture_table([hostile, long], {(1, 0): 4, (0, 1): 3, (1, 1): 2})), "en")
    assert b"<script" not in of.svg
    assert texts(of)[:2] == [hostile, "Centre d'accueil et d…"]
    assert of.rows[1] == (long, "3")


def test_the_last_of_many_long_names_stays_within_the_picture():
    names = [f"{letter} list with a long name" for letter in "ABCDEFGHIJKL"]
    cells = {tuple(int(at == one) for at in range(12)): 9 for one in range(12)}
    svg = picture(overlaps(capture_table(names, cells)), "en").svg.decode()
    width = float(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    last = [float(x) for x in re.findall(r"rotate\(-45 ([\d.]+) ", svg)][-1]
    assert width > last + 22 * 14 * 0.5 * 0.7
    assert 'viewBox="0 0 440 ' in picture(overlaps(published("Korea")), "en").svg.decode()


def test_many_combinations_are_cut_and_the_table_has_them_all():
    cells = {tuple(at >> bit & 1 for bit in range(6)): 100 + at for at in range(1, 64)}
    of = picture(overlaps(capture_table("ABCDEF", cells)), "en")
    assert len(of.rows) == 63
    assert len(bars(of)) == 40
    assert texts(of)[-1] == "and 23 smaller combinations, in the table"


def test_on_paper_it_carries_no_style_for_screens():
    of = overlaps(published("Korea"))
    assert b"<style>" in picture(of, "en").svg
    assert b"<style>" not in picture(of, "en", screen=False).svg
