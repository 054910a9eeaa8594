"""Maps: which places share a shade, where tiles stand, and what is told apart without colour."""

from itertools import pairwise

import pytest

from tabara.codelists import Gazetteer, Place, Tile
from tabara.publication.maps import Kind, Shade, draw
from tabara.publication.maps.shades import FILLS, INK, PALE, WRITTEN_PALE, spans
from tabara.publication.maps.tiles import SIDE, borders, tiles

COUNTRY = (
    Place("C", "Land", 0, "new"),
    *(Place(code, name, 1, "new", "C") for code, name in (("N", "North"), ("S", "South"))),
    *(Place(f"N{at}", name, 2, "new", "N") for at, name in enumerate(("Ash", "Elm", "Fir"))),
    *(Place(f"S{at}", name, 2, "new", "S") for at, name in enumerate(("Yew", "Oak"))),
)
PLAIN = Gazetteer(places=COUNTRY)
LAID = Gazetteer(
    places=COUNTRY,
    grid={("new", "N"): Tile(0, 0, "NOR"), ("new", "S"): Tile(0, 1, "SOU")}
    | {("new", f"N{at}"): Tile(at, 0, f"N{at}") for at in range(3)}
    | {("new", f"S{at}"): Tile(at, 1, f"S{at}") for at in range(2)},
)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", list(Kind)[:6])
def test_letters_stand_out_on_every_shade_and_borders_on_the_paper(kind):
    assert contrast(FILLS[kind], PALE if kind in WRITTEN_PALE else INK) >= 4.5
    assert contrast("#3a4f4c", "#ffffff") >= 3


def test_shades_grow_darker_so_that_they_are_told_apart_in_grey():
    shades = [luminance(FILLS[kind]) for kind in list(Kind)[:5]]
    assert shades == sorted(shades, reverse=True)
    assert all(contrast(FILLS[one], FILLS[other]) >= 1.3 for one, other in pairwise(list(Kind)[:5]))


@pytest.mark.parametrize(
    ("values", "shared"),
    [
        ([], []),
        ([0, 0], []),
        ([12], [("3", 12, 12)]),
        ([10, 20], [("2", 10, 10), ("4", 20, 20)]),
        (
            [10, 11, 12, 13, 14, 15, 16, 17, 18, 500],
            [(str(at), 8 + 2 * at, 9 + 2 * at) for at in range(1, 5)] + [("5", 18, 500)],
        ),
        ([0.5, 1.5, 2.5], [("1", 0.5, 0.5), ("3", 1.5, 1.5), ("5", 2.5, 2.5)]),
    ],
)
def test_numbers_share_five_shades_and_the_legend_says_which_occur(values, shared):
    assert [(one.kind.value, one.least, one.most) for one in spans(values)] == shared


def test_withheld_nothing_and_nobody_are_three_things():
    values = {"N0": Shade(30, "30"), "N1": Shade(withheld=True), "N2": Shade(0, "0"), "S0": Shade(10, "10")}
    drawn = draw(values, places=LAID, level=2, version="new")
    assert {one.code: one.kind for one in drawn.places} == {
        "N0": Kind.FOURTH, "N1": Kind.WITHHELD, "N2": Kind.ZERO, "S0": Kind.SECOND, "S1": Kind.NOTHING,
    }  # fmt: skip # a drawn table
    assert [key.kind for key in drawn.keys] == [Kind.SECOND, Kind.FOURTH, Kind.ZERO, Kind.WITHHELD, Kind.NOTHING]
    assert len({FILLS[key.kind] for key in drawn.keys}) == 5
    assert drawn.withheld == 1


def test_a_withheld_value_that_slips_in_is_neither_drawn_nor_in_the_legend():
    drawn = draw(
        {"N0": Shade(3, "withheld", withheld=True), "N1": Shade(50, "50")}, places=LAID, level=2, version="new"
    )
    assert [(key.least, key.most) for key in drawn.keys if key.kind.value.isdigit()] == [(50, 50)]
    assert drawn.places[0].kind is Kind.WITHHELD


def test_every_place_has_a_tile_of_its_own_where_the_pack_lays_it():
    drawn = draw({}, places=LAID, level=2, version="new")
    assert [(one.label, one.above) for one in drawn.places] == [
        ("Ash", "North"), ("Elm", "North"), ("Fir", "North"), ("Yew", "South"), ("Oak", "South"),
    ]  # fmt: skip # a drawn table
    assert (drawn.width, drawn.height, drawn.true_shapes) == (3 * SIDE, 2 * SIDE, False)
    assert len({one.path for one in drawn.places}) == 5


def test_the_border_between_two_provinces_is_drawn_and_no_other():
    laid = tiles(LAID, 2, "new")
    assert borders(laid, {place.code: place.parent for place in COUNTRY}) == "M0 48H48M48 48H96"


def test_without_a_grid_places_stand_in_blocks_by_their_names():
    laid = tiles(PLAIN, 2, "new")
    assert {code: (tile.column, tile.row, tile.label) for code, tile in laid.items()} == {
        "N0": (0, 0, "ASH"), "N1": (1, 0, "ELM"), "N2": (0, 1, "FIR"), "S1": (3, 0, "OAK"), "S0": (4, 0, "YEW"),
    }  # fmt: skip # a drawn table


def test_many_blocks_go_on_below_and_none_lies_on_another():
    many = [Place(f"P{at}", f"P{at}", 1, "new", "C") for at in range(30)]
    towns = [Place(f"P{at}-{n}", f"T{n}", 2, "new", f"P{at}") for at in range(30) for n in range(at % 7)]
    laid = tiles(Gazetteer(places=(*many, *towns)), 2, "new")
    assert len({(one.column, one.row) for one in laid.values()}) == len(towns)
    assert max(one.column for one in laid.values()) < 14


def test_few_tiles_carry_the_whole_name_and_the_number():
    drawn = draw({"N": Shade(12, "12")}, places=LAID, level=1, version="new")
    assert [(one.label, one.number) for one in drawn.places] == [("North", True), ("South", False)]
    assert drawn.few
    assert drawn.borders == ""
