"""Where the pack knows populations, conversions that go backwards or start wide use them."""

from tabara.codelists import load_pack
from tests.codelists.smallpack import FILES, written

COUNTED = FILES["places/old.csv"].replace("P,East,1,C,,", "P,East,1,C,,300").replace("Q,West,1,C,,", "Q,West,1,C,,100")


def shares(pack, code, version, to_version):
    return [(p.code, weight) for p, weight in pack.places.convert(pack.places.place(code, version), to_version)]


def test_without_populations_old_places_weigh_the_same(tmp_path):
    assert shares(load_pack(written(tmp_path)), "R", "new", "old") == [("P", 0.5), ("Q", 0.5)]


def test_with_populations_old_places_weigh_by_them(tmp_path):
    pack = load_pack(written(tmp_path, {"places/old.csv": COUNTED}))
    assert shares(pack, "R", "new", "old") == [("P", 0.75), ("Q", 0.25)]


def test_a_third_version_is_reached_through_the_second(tmp_path):
    third = '\n[[version]]\nkey = "next"\nsince = 2030-01-01\n'
    changes = {
        "places/levels.toml": FILES["places/levels.toml"] + third,
        "places/next.csv": "code,name,level,parent,aliases\nC,Here,0,,\nU,Up,1,C,\nV,Down,1,C,\n",
        "places/crosswalk_new_next.csv": "from,to,weight\nR,U,0.4\nR,V,0.6\n",
    }
    pack = load_pack(written(tmp_path, changes))
    assert shares(pack, "P1", "old", "next") == [("V", 0.6), ("U", 0.4)]
    assert shares(pack, "U", "next", "old") == [("P", 0.5), ("Q", 0.5)]


def test_a_pack_without_places_has_an_empty_gazetteer(tmp_path):
    files = [name for name in FILES if name.startswith("places/")]
    assert load_pack(written(tmp_path, dict.fromkeys(files))).places.versions == ()


def test_the_level_of_the_crosswalk_is_the_packs_to_choose(tmp_path):
    assert load_pack(written(tmp_path)).places.bridge_level == 1
