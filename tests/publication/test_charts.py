"""Charts for pages: what they show, and what they say to those who do not see them."""

import datetime as dt
import re
from html import unescape

from tabara.publication.charts import alt_text, bar_chart, line_chart
from tests.publication.sheets import figure

DAYS = [dt.date(2022, month, 1) for month in (1, 4, 7, 10)] + [dt.date(2023, 1, 1)]


def texts(svg: bytes) -> list[str]:
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg.decode())]


def bars(svg: bytes) -> int:
    return len(re.findall(r"<path d=[^>]* fill=\"#1f6f78\"", svg.decode()))


def quarters(*values):
    return [
        figure("", value, "assisted", "assistées", since=since, until=until)
        for value, since, until in zip(values, DAYS, DAYS[1:], strict=False)
    ]


def test_bars_carry_their_labels_and_values_the_longest_first():
    svg = bar_chart([figure("", 73, "shelter", "abri"), figure("", 9026, "somebody to talk to", "écoute")], "fr")
    assert texts(svg) == ["écoute", "abri", "9\u202f026", "73"]


def test_a_withheld_bar_says_so_and_is_not_drawn():
    svg = bar_chart([figure("", 73, "shelter", "abri"), figure("", None, "education", "éducation")], "en")
    assert texts(svg) == ["shelter", "education", "73", "withheld"]
    assert bars(svg) == 1


def test_a_zero_is_a_zero_without_a_bar():
    svg = bar_chart([figure("", 73, "shelter", "abri"), figure("", 0, "education", "éducation")], "en")
    assert texts(svg) == ["shelter", "education", "73", "0"]
    assert bars(svg) == 1


def test_no_figures_make_an_empty_chart():
    assert texts(bar_chart([], "en")) == []
    assert texts(line_chart([], "en")) == []


def test_a_label_is_text_not_markup():
    hostile = '</text><script>alert("x")</script>'
    svg = bar_chart([figure("", 73, hostile, "abri")], "en")
    assert b"<script" not in svg
    assert "".join(texts(svg)[:-1]) == hostile


def test_a_long_label_is_broken_into_lines():
    label = "help with an activity that earns a living for the whole household"
    assert " ".join(texts(bar_chart([figure("", 73, label, "abri")], "en"))[:-1]) == label


def test_a_line_is_broken_where_a_period_is_withheld():
    whole, broken = line_chart(quarters(120, 80, 340, 220), "en"), line_chart(quarters(120, None, 340, 220), "en")
    assert "withheld" in texts(broken)
    assert line_pieces(whole) == 1
    assert line_pieces(broken) == 2


def line_pieces(svg: bytes) -> int:
    return len(re.findall(r"stroke-width=\"2.5\"", svg.decode()))


def test_the_periods_of_a_line_are_written_in_its_language():
    words = " ".join(texts(line_chart(quarters(120, 80), "fr")))
    assert "janvier" in words
    assert "mars 2022" in words


def test_a_chart_says_in_words_what_it_shows():
    figures = [figure("", 9026, "somebody to talk to", "écoute"), figure("", None, "shelter", "abri")]
    assert alt_text(figures, "en") == "Bar chart. somebody to talk to: 9,026; shelter: withheld."
    assert alt_text(figures, "fr") == "Diagramme à barres. écoute\u00a0: 9\u202f026\u202f; abri\u00a0: non diffusé."
    assert alt_text(figures, "en", kind="line") == "Line chart. somebody to talk to: 9,026; shelter: withheld."


def test_a_chart_follows_a_dark_screen():
    assert b"prefers-color-scheme: dark" in bar_chart([figure("", 73, "shelter", "abri")], "en")
