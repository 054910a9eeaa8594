"""Boundaries: whose shape is whose, what is refused and why, and that neighbours stay joined."""

import datetime as dt
import json
import re

import pytest
import shapely

from tabara.codelists import Gazetteer, Place
from tabara.publication.errors import PublicationError
from tabara.publication.maps import boundaries, draw, geojson
from tabara.publication.maps.importing import Credit, take_in
from tests.publication.test_maps import COUNTRY

OLD = tuple(Place(one.code, one.name, one.level, "old", one.parent) for one in COUNTRY if one.level < 2)
PLACES = Gazetteer(places=(*COUNTRY, *OLD), divisions=())
CREDIT = Credit("The surveyor", "CC0", "2024")
ON = dt.date(2026, 11, 22)
WHERE = {"Ash": (0, 0), "Elm": (1, 0), "Fir": (2, 0), "Yew": (0, 1), "Oak": (1, 1)}


class Versions(Gazetteer):
    @property
    def versions(self):
        return ("old", "new")


PLACES = Versions(places=(*COUNTRY, *OLD))


def feature(name, square=None):
    x, y = square or WHERE[name]
    ring = [[30 + x, y], [31 + x, y], [31 + x, y + 0.5], [31 + x, y + 1], [30 + x, y + 1], [30 + x, y + 0.5]]
    shape = {"type": "Polygon", "coordinates": [[*ring, [30 + x, y]]]}
    return {"type": "Feature", "properties": {"name": name}, "geometry": shape}


def towns(**changes):
    return [changes.get(name, feature(name)) for name in WHERE if changes.get(name, True)]


@pytest.fixture
def sent(tmp_path):
    def send(features, **asked):
        file = tmp_path / "sent.geojson"
        table = features if isinstance(features, dict) else {"type": "FeatureCollection", "features": features}
        file.write_bytes(features if isinstance(features, bytes) else json.dumps(table).encode())
        return take_in(file, places=PLACES, folder=tmp_path / "kept", credit=CREDIT, on=ON, **asked)

    send.folder = tmp_path / "kept"
    return send


def refused(sent, features, **asked):
    with pytest.raises(PublicationError) as refusal:
        sent(features, **asked)
    assert not sent.folder.exists(), "something was written"
    return str(refusal.value)


def test_shapes_are_matched_by_name_in_the_level_and_the_division_that_they_are_of(sent):
    done = sent(towns())
    assert (done.matched.version, done.matched.level, done.matched.whole, done.joined) == ("new", 2, True, True)
    kept = boundaries.stored(sent.folder, "new", 2)
    assert set(kept.places) == {"N0", "N1", "N2", "S0", "S1"}
    assert kept.credit == "The surveyor, CC0, 2024"


def test_shapes_are_matched_by_code_before_all(sent):
    codes = dict(zip(WHERE, ["N0", "N1", "N2", "S0", "S1"], strict=True))
    coded = [feature(name) | {"properties": {"name": "?", "pcode": code}} for name, code in codes.items()]
    assert sent(coded).matched.whole


def test_careless_spelling_still_finds_the_place(sent):
    assert sent(towns(Elm=feature("Elm") | {"properties": {"name": "  ÉLM "}})).matched.whole


def test_two_divisions_that_fit_alike_are_told_apart_by_what_is_asked(sent):
    provinces = [feature("North", (0, 0)), feature("South", (0, 1))]
    assert sent(provinces, version="old").matched.version == "old"
    assert sent(provinces, version="new").matched.version == "new"


def test_half_a_level_is_refused_and_nothing_written(sent):
    sentence = refused(sent, [*towns(Oak=False, Yew=False), feature("Atlantis", (5, 5))])
    assert sentence == (
        "Of the 5 places of level 2 in the division of new, 3 have a shape. Without one: Yew, Oak. "
        "Shapes of no place: 4 (Atlantis). Correct the file, or import it with --partial."
    )


def test_half_a_level_is_taken_where_that_is_asked_for_and_the_rest_has_no_shape(sent):
    sent(towns(Oak=False), partial=True)
    drawn = draw({}, places=PLACES, level=2, version="new", folder=sent.folder)
    assert {one.name: bool(one.path) for one in drawn.places} == dict.fromkeys(WHERE, True) | {"Oak": False}


def test_two_shapes_of_one_place_are_none(sent):
    assert "Without one: Elm" in refused(sent, [*towns(), feature("Elm", (7, 7))])


def test_a_look_writes_nothing(sent):
    assert sent(towns(), check=True).matched.whole
    assert not sent.folder.exists()


def test_a_file_replaces_the_one_before_whole_and_a_refused_one_leaves_it(sent):
    sent(towns())
    before = boundaries.file_of(sent.folder, "new", 2).read_bytes()
    with pytest.raises(PublicationError):
        sent(towns(Oak=False))
    assert boundaries.file_of(sent.folder, "new", 2).read_bytes() == before
    sent(towns(Oak=feature("Oak", (2, 1))))
    assert boundaries.file_of(sent.folder, "new", 2).read_bytes() != before
    assert [file.name for file in sent.folder.iterdir()] == ["new-2.json"]


def test_what_was_removed_is_drawn_on_tiles_again(sent):
    sent(towns())
    assert draw({}, places=PLACES, level=2, version="new", folder=sent.folder).true_shapes
    assert boundaries.remove(sent.folder, "new", 2)
    assert not boundaries.remove(sent.folder, "new", 2)
    assert not draw({}, places=PLACES, level=2, version="new", folder=sent.folder).true_shapes


def points(path):
    return {tuple(map(float, one.split(","))) for one in re.findall(r"[-\d.]+,[-\d.]+", path)}


def test_neighbours_stay_joined_when_they_are_simplified(sent):
    """Ash and Elm share an edge with a wave in it; after simplifying, both still run along the very same points."""
    wave = [[31 + (0.002 if at % 2 else 0), at / 200] for at in range(1, 200)]
    ash, elm = feature("Ash"), feature("Elm")
    ash["geometry"]["coordinates"] = [[[30, 0], [31, 0], *wave, [31, 1], [30, 1], [30, 0]]]
    elm["geometry"]["coordinates"] = [[[31, 0], [32, 0], [32, 0.5], [32, 1], [31, 1], *reversed(wave), [31, 0]]]
    assert sent(towns(Ash=ash, Elm=elm)).joined
    kept = boundaries.stored(sent.folder, "new", 2).places
    left, right = points(kept["N0"].path), points(kept["N1"].path)
    edge = {point for point in left if abs(point[0] - 1000 / 3) < 5}
    assert len(left) < 50
    assert edge
    assert edge <= right


def test_slivers_between_neighbours_are_closed_and_it_is_said(sent):
    elm = feature("Elm")
    ring = elm["geometry"]["coordinates"][0]
    ring[0][0] = ring[-1][0] = 31.0005
    assert not sent(towns(Elm=elm)).joined


def test_a_shape_that_lies_upon_another_is_refused(sent):
    assert "lies upon its neighbours" in refused(sent, towns(Elm=feature("Elm", (0.2, 0))))


CIRCLE = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [30, 1]}}
BOW = feature("Ash") | {"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}}
FAR = feature("Ash") | {"geometry": {"type": "Polygon", "coordinates": [[[500000, 0], [1, 1], [1, 0], [500000, 0]]]}}
WORDS = feature("Ash") | {"geometry": {"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [1, 0], ["a", 0]]]}}
SHORT = feature("Ash") | {"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}}
FLAT = feature("Ash") | {"geometry": {"type": "MultiPolygon", "coordinates": [[0, 0], [1, 1]]}}
METRES = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32735"}}


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (b"\xff\xfe", "is not valid JSON"),
        (b"{", "is not valid JSON"),
        (b"[" * 1_000_000, "is not valid JSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "is not valid JSON"),
        (b"[" + b"9" * 5000 + b"]", "is not valid JSON"),
        (b"[]", "is not a GeoJSON “FeatureCollection”"),
        ({"type": "Feature"}, "is not a GeoJSON “FeatureCollection”"),
        ({"type": "FeatureCollection", "features": []}, "holds no features"),
        ({"type": "FeatureCollection", "features": "all"}, "holds no features"),
        ({"type": "FeatureCollection", "features": [1] * 5001}, "is too large"),
        (
            {"type": "FeatureCollection", "crs": METRES, "features": [1]},
            "EPSG::32735”. Export the boundaries in degrees",
        ),
        ({"type": "FeatureCollection", "crs": "x", "features": [1]}, "Export the boundaries in degrees"),
        ([1], "Feature 1 is no polygon"),
        ([CIRCLE], "Feature 1 is no polygon"),
        ([BOW], r"Feature 1 is no valid shape (Self-intersection"),
        ([SHORT], "Feature 1 is no valid shape"),
        ([FAR], "Feature 1 has a point that is not two numbers in degrees"),
        ([WORDS], "Feature 1 has a point that is not two numbers in degrees"),
        ([FLAT], "Feature 1 has a point that is not two numbers in degrees"),
        (
            json.dumps({"type": "FeatureCollection", "features": [BOW]}).replace("[1, 1]", "[1e999, 1]").encode(),
            "in degrees",
        ),
    ],
)
def test_what_is_no_map_is_refused_in_one_sentence(sent, written, why):
    sentence = refused(sent, written)
    assert why in sentence
    assert len(sentence) < 400


def test_a_file_of_two_hundred_megabytes_is_not_even_read(tmp_path):
    file = tmp_path / "huge.geojson"
    with file.open("wb") as sparse:
        sparse.truncate(200_000_000)
    with pytest.raises(PublicationError, match=r"is too large\. Simplify it: 25 MB"):
        geojson.read(file)


def test_too_many_points_are_refused(sent, monkeypatch):
    monkeypatch.setattr(geojson, "MOST_POINTS", 10)
    assert "is too large" in refused(sent, towns())


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(PublicationError, match=r"nothing\.geojson cannot be read"):
        geojson.read(tmp_path / "nothing.geojson")


def test_a_division_that_there_is_not_is_named(sent):
    assert refused(sent, towns(), version="1900") == "There is no division “1900”. Choose one of: old, new."


def test_a_name_stands_inside_its_place(sent):
    sent(towns())
    for one in boundaries.stored(sent.folder, "new", 2).places.values():
        assert shapely.Polygon(sorted(points(one.path))).convex_hull.contains(shapely.Point(one.x, one.y))
        assert one.room > 0
