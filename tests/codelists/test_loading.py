"""From a folder to a pack: what it holds, what it inherits, what refuses."""

from datetime import date

import pytest

from tabara.codelists import Code, CodelistError, Fact, PackError, UnknownCode, load_pack, packs, use
from tests.codelists.smallpack import FILES, added, changed, written


@pytest.fixture
def small(tmp_path):
    return load_pack(written(tmp_path))


@pytest.fixture
def nothing_in_use():
    before = list(packs._in_use)
    packs._in_use.clear()
    yield
    packs._in_use[:] = before


def child(folder, files):
    """Write a pack that extends the small one, beside it."""
    written(folder / "small")
    settings = 'key = "child"\nextends = "../small"\n\n[name]\nen = "Child"\nfr = "Enfant"\n'
    for name, text in {"pack.toml": settings, **files}.items():
        file = folder / "child" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "child"


def test_a_pack_holds_what_its_files_say(small, tmp_path):
    assert (small.key, small.text("fr"), small.country, small.currency) == ("small", "Petit", "AA", "XTS")
    assert (small.languages, small.drafts) == (("en", "fr"), ("fr",))
    assert small.parameters == {"adult_age": 18, "phone_pattern": "[0-9]+"}
    assert list(small.codelists) == ["country", "destination_group", "fruit"]
    assert [table["key"] for table in small.indicators] == ["people"]
    assert small.reports == {"sheet": {"line": [{"ref": "A1", "indicator": "people"}]}}
    assert small.folder == tmp_path


def test_columns_named_after_a_standard_are_mappings_and_other_columns_are_more(tmp_path):
    text = "code,en,fr,htcds-2.0,isic-4,alpha3\nlemon,Lemon,Citron,Fruit,A,LEM\nlime,Lime,Lime,,,\n"
    pack = load_pack(written(tmp_path, {"codelists/fruit.csv": text}))
    lemon = Code(
        "fruit",
        "lemon",
        {"en": "Lemon", "fr": "Citron"},
        maps={"htcds-2.0": "Fruit", "isic-4": "A"},
        more={"alpha3": "LEM"},
    )
    assert pack.codelists["fruit"].codes == {
        "lemon": lemon,
        "lime": Code("fruit", "lime", {"en": "Lime", "fr": "Lime"}),
    }


def test_a_file_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(tmp_path):
    pack = load_pack(written(tmp_path, {"codelists/fruit.csv": "\ufeff" + FILES["codelists/fruit.csv"]}))
    assert list(pack.codelists["fruit"].codes) == ["citrus", "lemon"]


def test_a_pack_with_problems_is_refused_with_all_of_them(tmp_path):
    changes = changed("pack.toml", "XTS", "xts") | changed("facts.csv", "The weather book", "")
    with pytest.raises(PackError) as refused:
        load_pack(written(tmp_path, changes))
    assert str(refused.value) == (
        f"The pack in “{tmp_path}” cannot be used (2 to put right):\n"
        "T404 facts.csv, line 2: the fact “rain” has no source; name the publication it comes from.\n"
        "T015 pack.toml, line 3: “xts” is not a currency; write its three letters of ISO 4217."
    )


def test_a_file_that_nothing_reads_does_not_stop_a_pack_from_loading(tmp_path):
    assert load_pack(written(tmp_path, {"notes.txt": "remember the milk"})).key == "small"


def test_a_pack_inherits_lists_settings_places_indicators_and_facts(tmp_path):
    pack = load_pack(child(tmp_path, {}))
    assert (pack.key, pack.text("en"), pack.country) == ("child", "Child", "")
    assert pack.languages == ("en", "fr")
    assert pack.parameters["adult_age"] == 18
    assert list(pack.codelists["fruit"].codes) == ["citrus", "lemon"]
    assert pack.places.versions == ("old", "new")
    assert [table["key"] for table in pack.indicators] == ["people"]
    assert (list(pack.reports), len(pack.facts), dict(pack.destination_groups)) == (["sheet"], 1, {"BB": "region"})


def test_a_list_of_the_same_name_adds_codes_and_replaces_those_of_the_same_key(tmp_path):
    text = "code,en,fr,parent\nlemon,Lemon,Citron vert,\nlime,Lime,Lime,citrus\n"
    fruit = load_pack(child(tmp_path, {"codelists/fruit.csv": text})).codelists["fruit"]
    assert [(code.key, code.text("fr"), code.parent) for code in fruit.codes.values()] == [
        ("citrus", "Agrume", None),
        ("lemon", "Citron vert", None),
        ("lime", "Lime", "citrus"),
    ]
    assert fruit.source == "Invented"


def test_an_indicator_of_the_same_key_replaces_the_inherited_one(tmp_path):
    text = FILES["indicators/people.toml"].replace("distinct person", "additive")
    pack = load_pack(child(tmp_path, {"indicators/own.toml": text}))
    assert [table["count"] for table in pack.indicators] == ["additive"]


def test_a_destination_is_counted_in_its_group(tmp_path):
    changes = added("codelists/country.csv", "CC,Far,Loin\n")
    pack = load_pack(written(tmp_path, changes))
    assert [pack.destination_group(country) for country in ("AA", "BB", "CC")] == ["internal", "region", "other"]


def test_a_destination_that_is_no_country_is_refused(small):
    with pytest.raises(UnknownCode) as refused:
        small.destination_group("XX")
    assert str(refused.value) == "“XX” is not a code of the list “country”; choose one of: AA, BB."


def test_a_fact_holds_in_its_period_only(small):
    rain = Fact("rain", "3", "days", date(2020, 1, 1), date(2021, 1, 1), "The weather book")
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]
    assert [small.fact("rain", on) for on in days] == [None, rain, rain, None]


def test_an_unknown_list_is_refused_with_those_there_are(small):
    with pytest.raises(CodelistError) as refused:
        small.codelist("nut")
    assert str(refused.value) == ("The pack “small” has no codelist “nut”; it has: country, destination_group, fruit.")


def test_a_process_without_a_pack_says_so(nothing_in_use):
    with pytest.raises(PackError) as refused:
        packs.pack()
    assert str(refused.value) == (
        "No pack is in use; call use(load_pack(folder)) of tabara.codelists as the process starts."
    )


def test_the_pack_in_use_is_the_last_one_set(nothing_in_use, small):
    use(small)
    assert packs.pack() is small
