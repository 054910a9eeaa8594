"""What can be wrong with context.toml, and what its parts say."""

import pytest

from tabara.codelists import Comes, load_pack
from tests.codelists.smallpack import problems
from tests.house.tree import ROOT

LAYERS = {
    "codelists/context_layer.csv": "code,en,fr,unit\ndisplaced,Displaced,Déplacés,persons\n",
    "codelists.toml": """[country]
title = { en = "Countries", fr = "Pays" }
source = "Invented"
licence = "Apache-2.0"

[destination_group]
title = { en = "Groups", fr = "Groupes" }
source = "Invented"
licence = "Apache-2.0"

[fruit]
title = { en = "Fruit", fr = "Fruits" }
source = "Invented"
licence = "Apache-2.0"

[context_layer]
title = { en = "Layers", fr = "Couches" }
source = "Invented"
licence = "Apache-2.0"
""",
}
PART = """[[part]]
key = "moved"
title = { en = "Displaced", fr = "Déplacés" }
comes = "layer"
layer = "displaced"
weight = 2
nothing_at = 0
full_at = 100
months = 12
"""


def found(folder, text):
    return problems(folder, {**LAYERS, "context.toml": text})


def test_a_part_that_stands_is_read(tmp_path):
    assert found(tmp_path, PART) == []


def test_a_name_that_means_nothing(tmp_path):
    assert found(tmp_path, PART.replace("months", "mois").replace("= 12", "= 12\nmonths = 1")) == [
        (
            "T004 context.toml, line 2: “mois” means nothing here; correct the spelling or remove it (known: key, "
            "title, comes, weight, nothing_at, full_at, months, root, layer, figure)."
        )
    ]


def test_t901_a_part_that_stands_twice(tmp_path):
    assert found(tmp_path, PART + PART) == [
        "T901 context.toml, line 2: the part “moved” stands twice; rename or remove one."
    ]


def test_t902_a_part_that_comes_from_nowhere(tmp_path):
    assert found(tmp_path, PART.replace('comes = "layer"', 'comes = "sky"')) == [
        (
            "T902 context.toml, line 2: the part “moved” does not say where its number comes from; set “comes” to one "
            "of: layer, figure, sessions."
        )
    ]


@pytest.mark.parametrize("wrong", ["weight = 0", "weight = 1.5", 'weight = "much"', "weight = true"])
def test_t903_a_weight_that_is_none(tmp_path, wrong):
    assert found(tmp_path, PART.replace("weight = 2", wrong)) == [
        (
            "T903 context.toml, line 2: “weight” and “months” of the part “moved” must be whole numbers above 0; "
            "correct them."
        )
    ]


@pytest.mark.parametrize("wrong", ["full_at = 0", 'full_at = "all"', ""])
def test_t904_a_scale_without_a_length(tmp_path, wrong):
    assert found(tmp_path, PART.replace("full_at = 100", wrong)) == [
        (
            "T904 context.toml, line 2: “nothing_at” and “full_at” of the part “moved” must be two different numbers; "
            "correct them."
        )
    ]


@pytest.mark.parametrize(
    ("comes", "named", "value"), [("layer", "layer", "moonlight"), ("figure", "figure", "no_such_figure")]
)
def test_t905_a_part_that_names_what_there_is_not(tmp_path, comes, named, value):
    text = PART.replace('comes = "layer"', f'comes = "{comes}"').replace('layer = "displaced"', f'{named} = "{value}"')
    assert found(tmp_path, text) == [
        (
            f"T905 context.toml, line 2: the part “moved” names the {comes} “{value}”, which there is not; correct it "
            "or add it."
        )
    ]


@pytest.mark.parametrize("name", ["bi", "demo"])
def test_each_country_weighs_its_parts_to_a_hundred(name):
    rule = load_pack(ROOT / "packs" / name).priority
    assert sum(one.weight for one in rule.parts) == 100
    assert {one.comes for one in rule.parts} == set(Comes)
