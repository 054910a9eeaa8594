"""What can be wrong with disclosure.toml, and what its profiles say."""

import pytest

from tabara.access.enums import Permission
from tabara.codelists import CodelistError, Disclosure, Method, Profile, Surface, load_pack
from tabara.codelists.problems import Findings
from tabara.codelists.reading.disclosure import read_disclosure
from tests.codelists.smallpack import problems
from tests.house.tree import ROOT

GOOD = """[profile.public]
title = { en = "public", fr = "public" }
method = "suppress"
threshold = 10
needs = "report.publish"

[surface]
map = "public"
"""


def found(folder, text):
    return problems(folder, {"disclosure.toml": text})


def test_profiles_that_stand_are_read(tmp_path):
    assert found(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("threshold = 10", "threshold = -1"), "“public.threshold” must be a whole number from 0; correct its value."),
        (("threshold = 10", "base = 0"), "“public.base” must be a whole number from 1"),
        (("threshold = 10", "months = true"), "“public.months” must be a whole number from 1"),
        (("threshold = 10", "largest = 1.5"), "“public.largest” must be a share above 0 and up to 1"),
        (('"suppress"', '"hide"'), "“public.method” must be suppress or perturb; correct its value."),
        (("threshold", "treshold"), "“treshold” means nothing here; correct the spelling or remove it"),
        (('needs = "report.publish"', ""), "“profile.public.needs” is missing; add it."),
        (("[surface]", "[surfaces]"), "“surfaces” means nothing here"),
        (('map = "public"', 'wall = "public"'), "“wall” means nothing here"),
        ((', fr = "public" }', " }"), "the text of “profile.public” is missing in “fr”; add it."),
    ],
)
def test_each_mistake_is_named_with_its_remedy(tmp_path, change, sentence):
    told = [str(one) for one in found(tmp_path, GOOD.replace(*change))]
    assert any(sentence in one for one in told), told


def test_t971_a_noise_whose_threshold_is_no_multiple_of_its_base(tmp_path):
    assert found(tmp_path, GOOD.replace('method = "suppress"', 'method = "perturb"\nbase = 3\nreach = 2')) == [
        (
            "T971 disclosure.toml, line 1: the threshold of “public” must be a multiple of its base, "
            "and its reach the base less one at least."
        )
    ]


def test_t972_a_surface_of_a_profile_there_is_not(tmp_path):
    (told,) = found(tmp_path, GOOD.replace('map = "public"', 'map = "secret"'))
    assert told.startswith("T972 disclosure.toml, line 8: “map” names the profile “secret”, which there is not;")
    assert "choose one of: " in told


def test_a_country_says_only_what_differs_and_keeps_the_rest(tmp_path):
    (tmp_path / "disclosure.toml").write_text("[profile.public]\nthreshold = 20\n", encoding="utf-8")
    below = load_pack(ROOT / "packs" / "common").disclosure
    findings = Findings(tmp_path)
    own = read_disclosure(tmp_path, ("en", "fr", "rn", "sw"), below, findings)
    assert findings.problems == []
    public = own.profile("public")
    assert (public.threshold, public.agencies, public.largest, public.text("fr")) == (20, 2, 0.9, "public")
    assert own.at(Surface.MAP) == below.at(Surface.MAP)


@pytest.mark.parametrize("pack", ["common", "bi", "demo"])
def test_every_profile_is_of_a_permission_there_is_and_nobody_outside_sees_less_than_a_quarter(pack):
    told = load_pack(ROOT / "packs" / pack).disclosure
    assert {"public", "partner", "internal"} <= set(told.profiles)
    for one in told.profiles.values():
        Permission(one.needs)
        assert one.months >= 3 or one.key == "internal"
    public = told.profile("public")
    assert (public.threshold, public.agencies, public.largest, public.method) == (10, 2, 0.9, Method.SUPPRESS)
    assert told.at(Surface.TABLE).method is Method.PERTURB
    assert all(told.at(surface).threshold >= 10 for surface in Surface)


def test_a_profile_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(CodelistError, match="no disclosure profile “secret”; it has: public"):
        Disclosure({"public": Profile("public")}).profile("secret")
