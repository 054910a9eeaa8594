"""The page of the map: every place on it and in its table, withheld ones hatched and said so, and sheets to keep."""

import datetime as dt
import re
from html import unescape
from io import BytesIO
from urllib.parse import urlencode

import pytest
from PIL import Image

from tabara import codelists
from tabara.interfaces.web import mapping
from tabara.mart.build import build
from tabara.publication.maps import Shade, boundaries
from tabara.publication.maps.boundaries import Outline, Stored
from tabara.publication.models import Release
from tests.factories import NOW, assisted, make_member, register
from tests.web.steps import hidden, page, said, signed_in

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.past_the_walls,  # the mart reads by a role of its own, which sees only what is committed
]


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.MART, settings.BOUNDARIES = tmp_path / "mart", tmp_path / "boundaries"


@pytest.fixture
def built(settings):
    """Twelve people helped in one commune and three in another of the same province."""
    worker = make_member()
    for number in range(15):
        case = register(worker, place="ZZ101" if number < 12 else "ZZ103", place_version="2010")
        assisted(worker, case, "psychosocial")
    build(settings.MART, at=NOW)


@pytest.fixture
def outlines(settings):
    places = {
        place.code: Outline(f"M{at}0,0 {at}9,0 {at}9,9Z", at * 10 + 5, 5, 100)
        for at, place in enumerate(codelists.pack().places.at_level(1, "2024"))
    }
    credit = {"source": "The <surveyor>", "licence": "CC0", "dated": "2024"}
    kept = Stored("2024", 1, 100, places, "", **credit, imported="2026-11-22")
    boundaries.store(settings.BOUNDARIES, kept)


def shown(asked=None, role="data_team"):
    return signed_in(role).get(page("map"), {"indicator": "persons_assisted", **(asked or {})})


def kept(client, asked, name="map-png", event=""):
    """Press the button below the map."""
    return client.post(f"{page(name)}?{urlencode(asked)}", {"event": event})


def cells(response):
    """Return the table as {place: what it says}."""
    rows = re.findall(r"<tr class=\"govuk-table__row\"><th scope=\"row\".*?</tr>", response.content.decode(), re.S)
    plain = [[re.sub(r"<[^>]+>|&nbsp;|\s+", " ", cell).split() for cell in row.split("</th>")] for row in rows]
    return {" ".join(name): " ".join(value) for name, value in plain}


def titles(response):
    return re.findall(r"<title>([^<]+)</title></path>", response.content.decode())


def test_the_map_names_every_place_in_a_table_beside_it(built):
    answer = shown()
    assert cells(answer) == {"Amahoro Mashasha": "15", "Imvura": "0"}
    assert titles(answer) == ["Amahoro Mashasha: 15", "Imvura: 0"]
    text = said(answer)
    assert "People assisted: 15" in text
    assert "January – March 2026 · people who received at least one service" in text


def test_withheld_places_are_hatched_and_it_is_said_why(built):
    answer = shown({"by": "commune"})
    assert [line for line in titles(answer) if "withheld" in line] == [
        "Ihuriro, Amahoro Mashasha: withheld",
        "Ruzizi-Éclair, Amahoro Mashasha: withheld",
    ]
    assert answer.content.decode().count('fill="url(#map-withheld)"') == 3  # two places and the legend
    assert (
        "Hatched places are withheld, to protect the few people who could be recognised. Withheld is not zero."
        in said(answer)
    )
    assert not re.search(r">\s*(12|3)\s*<", answer.content.decode())


def test_whoever_does_not_see_the_map_hears_what_it_shows(built):
    summary = re.search(r'role="img" aria-label="([^"]+)"', shown({"by": "commune"}).content.decode())[1]
    assert summary == "Map: People assisted. 2 places are withheld. The table has every place."
    assert "The most: Amahoro Mashasha 15." in shown().content.decode()


def test_the_other_division_is_shown_and_what_is_converted_is_marked(built):
    answer = shown({"by": "commune", "geography": "2010"})
    assert set(cells(answer).values()) == {"withheld", "≈ 0"}
    assert set(cells(shown({"geography": "2010"}))) == {"Amahoro", "Imvura"}


def test_nothing_of_the_page_needs_a_style_of_its_own_or_a_program(built):
    ours = re.search(r"<main.*</main>", shown({"by": "commune"}).content.decode(), re.S)[0]
    assert "style=" not in ours
    assert "<script" not in ours


def test_true_shapes_are_drawn_where_they_were_imported_with_whose_they_are(built, outlines):
    answer = shown()
    assert "Boundaries: The &lt;surveyor&gt;, CC0, 2024." in answer.content.decode()
    assert "Tiles of one size" in said(answer)
    tiles = shown({"shapes": "tiles"})
    assert "surveyor" not in tiles.content.decode()
    assert "Drawn as" not in said(shown({"by": "commune"}))


@pytest.mark.parametrize("by", ["province", "commune"])
def test_the_map_can_be_kept_as_a_drawing_and_as_a_picture(built, outlines, by):
    client = signed_in("data_team")
    drawing = kept(client, {"by": by, "indicator": "persons_assisted"}, "map-svg")
    assert re.fullmatch(r'attachment; filename="map-\d{8}\.svg"', drawing["Content-Disposition"])
    lines = [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", drawing.content.decode())]
    assert lines[0] == "People assisted"
    assert lines[1].startswith("January – March 2026 · people who received at least one service · ")
    text = " ".join(lines)
    assert ("Withheld is not zero" in text) == (by == "commune")
    assert ("Boundaries: The <surveyor>" in text) == (by == "province")
    picture = kept(client, {"by": by, "indicator": "persons_assisted"})
    assert Image.open(BytesIO(picture.content)).size[0] == 2000
    assert picture["Content-Type"] == "image/png"
    first, again = Release.objects.order_by("given_at", "id")
    assert (first.kind, first.name, first.profile, first.given_by) == (
        "map",
        "persons_assisted",
        "members",
        client.member,
    )
    assert (first.digest, again.numbers) == (again.digest, [])  # a drawing and a picture are one release
    listed = client.get(page("releases"))
    assert "same numbers as before" in said(listed)
    assert (
        'method="post"' not in listed.content.decode().partition("<main")[2].partition("</main>")[0]
    )  # nothing to undo
    told = {tuple(map(str, row["where"])): row["value"] for row in first.numbers}
    assert set(told.values()) == ({15, 0} if by == "province" else {15, 0, None})


def test_a_map_that_tells_of_three_people_beside_the_one_before_stays_and_the_page_says_what_to_do(settings):
    worker = make_member()
    for opened, many in ((dt.date(2025, 11, 3), 12), (dt.date(2026, 2, 3), 3)):
        for _each in range(many):
            case = register(worker, place="ZZ101", place_version="2010", opened_on=opened)
            assisted(worker, case, "psychosocial", on=opened)
    build(settings.MART, at=NOW)
    client, asked = signed_in("data_team"), {"by": "province", "indicator": "persons_assisted"}
    assert kept(client, {**asked, "since": "2025-Q4", "until": "2025-Q4"}).status_code == 200
    answer = kept(client, asked)
    assert answer.status_code == 422
    told = said(answer)
    assert "“People assisted 2025-10/2026-03” and “People assisted 2025-10/2025-12”" in told
    assert "would together tell of fewer than 10 people" in told
    assert "Choose the period and the cut of that one, or a coarser one." in told
    assert Release.objects.count() == 1
    assert "People assisted" in said(client.get(page("map"), asked))  # on the screen nothing changes


def test_a_link_to_a_map_puts_nothing_on_record_and_the_same_form_sent_again_is_the_same_act(built):
    client, asked = signed_in("data_team"), {"by": "province", "indicator": "persons_assisted"}
    assert client.get(page("map-png"), asked).url == page("map")
    assert Release.objects.count() == 0
    shown = client.get(page("map"), asked)
    event = hidden(shown, "event")
    first, again = (kept(client, asked, event=event) for _each in range(2))
    assert first.content == again.content
    assert Release.objects.count() == 1
    assert kept(client, asked, "map-svg", event).status_code == 200  # of another form, with the same numbers
    assert "its numbers are put on record" in said(shown)


def test_whoever_does_not_publish_reads_the_map_and_is_told_whom_to_ask(built):
    assert "ask the data team" in said(shown(role="coordinator"))
    assert signed_in("coordinator").post(page("map-png")).status_code == 403


def test_odd_words_in_the_address_are_as_if_nothing_had_been_asked(built):
    odd = {"by": "hill", "geography": "1900", "indicator": "<b>", "since": "x", "shapes": "9", "province": "ZZB"}
    client = signed_in("data_team")
    assert said(client.get(page("map"), odd)) == said(client.get(page("map")))


def test_an_indicator_without_communes_is_shown_by_province(built):
    from tabara.indicators import indicators

    without = next(key for key, one in indicators().items() if "province" in one.by and "commune" not in one.by)
    answer = shown({"indicator": without, "by": "commune"})
    assert set(cells(answer)) <= {"Amahoro Mashasha", "Imvura", "Place not known"}


def test_before_the_figures_are_built_the_page_says_the_next_step():
    client = signed_in("data_team")
    assert "Go to the figures" in said(client.get(page("map")))
    assert client.post(page("map-png")).status_code == 404


@pytest.mark.parametrize("name", ["map", "map-svg", "map-png"])
def test_who_may_not_read_figures_is_told_so(built, name):
    assert signed_in("focal_point").get(page(name)).status_code == 403
    assert signed_in("focal_point").post(page(name)).status_code == 403


def test_a_province_withheld_on_the_map_is_withheld_where_it_is_chosen(settings):
    """27, 12 and 3 without a place: the 12 are withheld for the sake of the 3, also where they alone are asked for."""
    worker = make_member()
    for place, number in {"ZZ101": 27, "ZZ201": 12, "": 3}.items():
        for _each in range(number):
            case = register(worker, **({"place": place, "place_version": "2010"} if place else {}))
            assisted(worker, case, "psychosocial")
    build(settings.MART, at=NOW)
    client = signed_in("data_team")
    assert cells(client.get(page("map"), {"indicator": "persons_assisted"}))["Imvura"] == "withheld"
    assert "withheld People assisted" in said(client.get(page("figures"), {"province": "ZZB"}))
    assert "27 People assisted" in said(client.get(page("figures"), {"province": "ZZA"}))


def test_the_figures_lead_to_the_map(built):
    assert f'href="{page("map")}"' in signed_in("data_team").get(page("figures")).content.decode()


def test_any_page_can_show_a_map_of_its_own_numbers(settings):
    drawn = mapping.drawn(
        {"ZZA": Shade(0.75), "ZZB": Shade()}, level=1, version="2024", title="Priority", nothing="Not known"
    )
    assert [(one.name, one.said) for one in drawn.rows] == [("Amahoro Mashasha", "0.75"), ("Imvura", "")]
    assert [line.text for line in drawn.legend] == ["0.75", "Not known"]
    assert (drawn.why, drawn.summary) == (
        "",
        "Map: Priority. The most: Amahoro Mashasha 0.75. The table has every place.",
    )
