"""Numbers beside each other and the curve: what stands where, and what is not drawn."""

import re
from html import unescape
from math import inf

import pytest

from tabara.publication.drawing import BAR
from tabara.publication.studies.drawn import curve, intervals
from tabara.publication.studies.drawn.axis import axis_of

ROWS = [
    intervals.Row("stepwise", 269, "269", 203, 390),
    intervals.Row("Chao", 145, "≥ 145", 134, 167, least=True),
    intervals.Row("flat", 300, "300", 250, inf),
    intervals.Row("latent <classes>", None, "no number"),
]
WORDS = intervals.Words("Numbers", "All of them.", "seen", {200: "200", 300: "300"})


def texts(svg: bytes) -> list[str]:
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg.decode())]


def test_an_axis_holds_all_that_is_finite_and_its_ticks_are_round():
    axis = axis_of([120, 4000, inf], 0, 100)
    assert axis.at(120) < axis.at(500) < axis.at(4000) < 100
    assert (axis.at(1), axis.at(inf)) == (0, 100)
    assert axis_of([50, 50], 0, 1).high > axis_of([50, 50], 0, 1).low
    assert len(axis_of([3000, 5000], 0, 1).ticks) >= 2


def test_each_row_has_its_label_its_limits_and_its_number_and_one_without_a_number_its_word():
    svg = intervals.draw(ROWS, 123, WORDS)
    found = texts(svg)
    assert found[3:5] == ["stepwise", "269"]
    assert found[-1] == "no number"
    assert "latent <classes>" in found
    assert svg.decode().count("<circle") == 3
    assert svg.decode().count('fill="#ffffff"') == 1  # at least: a ring
    assert len(re.findall(rf'stroke="{BAR}" stroke-width="3"', svg.decode())) == 3
    assert len(re.findall('stroke-width="2.5"', svg.decode())) == 2  # arrows: at least, and without end


def test_those_seen_have_a_line_left_of_every_estimate_of_them():
    svg = intervals.draw(ROWS, 123, WORDS).decode()
    dashed = float(re.search(r'<path d="M([\d.]+) [^>]*stroke-dasharray', svg)[1])
    assert all(dashed < float(x) for x in re.findall(r'<circle cx="([\d.]+)"', svg))


POINTS = [curve.At(0.5, "0.5", 200, 150, 300), curve.At(1, "1", 300, 210, 500), curve.At(2, "2", 500, 330, 900)]


def test_the_curve_rises_with_its_band_and_a_claim_crosses_it():
    words = curve.Words("Curve", "It rises.", "times", {200: "200", 500: "500"}, (400, "claim: 400"))
    svg = curve.draw(POINTS, words).decode()
    heights = [float(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', svg)]
    assert heights == sorted(heights, reverse=True)
    assert 'fill-opacity="0.16"' in svg
    assert "claim: 400" in texts(svg.encode())
    y = float(re.search(r'd="M[\d.]+ ([\d.]+)L[^>]*stroke-dasharray="5 4"', svg)[1])
    assert heights[2] < y < heights[1]


@pytest.mark.parametrize("high", [None, inf])
def test_without_limits_or_without_their_end_there_is_no_band(high):
    points = [curve.At(one.factor, one.written, one.total, one.low, high) for one in POINTS]
    svg = curve.draw(points, curve.Words("Curve", "", "times", {})).decode()
    assert "fill-opacity" not in svg
    assert "stroke-dasharray" not in svg
