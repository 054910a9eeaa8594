"""The printed report: what came out first, everything that was looked at after it, and nothing that may not be seen."""

import datetime as dt
import json
import re
from dataclasses import replace

import pytest

from tabara.methods.disclosure import INTERNAL, PUBLIC
from tabara.methods.prevalence import Status, capture_table
from tabara.methods.prevalence.study import NotAgreed
from tabara.publication.errors import PublicationError
from tabara.publication.studies import render
from tabara.publication.studies.described import left_out, rests_on
from tabara.publication.studies.report import contents
from tabara.publication.studies.shown import shown
from tests.publication.paper import read, tags, text_of
from tests.publication.studies.examples import estimated, least, nothing

ON = dt.date(2026, 11, 22)
STUDIES = {"ESTIMATED": estimated, "LOWER_BOUND_ONLY": least, "NOT_ESTIMABLE": nothing}


PRINTED = {}


def made(study, language="en", **more) -> bytes:
    """Print a report once for all tests that read it."""
    key = (id(study), language, repr(more))
    if key not in PRINTED:
        PRINTED[key] = study, render(study, language=language, on=ON, **more)
    return PRINTED[key][1]


def printed(study, language="en", **more) -> str:
    return plain(text_of(made(study, language, **more)))


def front(study, language="en", **more) -> str:
    return plain(read(made(study, language, **more)).pages[0].extract_text())


def plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def numbers(text: str) -> set[float]:
    return {float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


@pytest.mark.parametrize(
    ("outcome", "english", "french"),
    [
        ("ESTIMATED", "About 4,000 people, seen and hidden.", "Environ 4 000 personnes, vues et non vues."),
        ("LOWER_BOUND_ONLY", "At least 130 people. How many more there are, these lists", "Au moins 130 personnes."),
        (
            "NOT_ESTIMABLE",
            "These lists cannot say how many people there are.",
            "Ces listes ne peuvent pas dire combien",
        ),
    ],
)
def test_the_first_page_says_what_came_out_in_one_sentence(outcome, english, french):
    study = STUDIES[outcome]()
    assert study.outcome.value == outcome
    assert english in front(study)
    assert french in front(study, "fr")
    assert "No table can show" in front(study) or outcome == "NOT_ESTIMABLE"


def test_where_nothing_can_be_estimated_no_number_on_the_first_page_could_be_quoted():
    study = nothing()
    given = [one.value for one in (*study.ensemble, *study.bounds) if one.value is not None]
    page = front(study)
    assert given
    assert [value for value in given if f"{value:,.0f}" in page] == []
    beyond_seen = {one for one in numbers(page) if one > study.table.observed} - {2013, 2026}
    assert beyond_seen == set()
    assert "Why there is no number" in page
    assert "Every list shares people with another" in page
    assert "None of these numbers is an estimate" in printed(study)


def test_an_estimate_stands_with_its_spread_its_limits_and_its_warning():
    page, quoted = front(estimated()), estimated().quoted
    low, high = next(ends for level, ends in quoted.limits.items() if float(level) == 95)
    assert f"{quoted.lowest:,.0f} to {quoted.highest:,.0f}" in page
    assert f"{low:,.0f} to {high:,.0f}" in page
    assert "The coverage of the limits is nominal" in page
    assert "Not signed. No number leaves" in page
    assert "Signed: Odette, 22 November" in front(estimated(), signed="Odette, 22 November")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("outcome", STUDIES)
def test_every_section_and_every_item_is_there_in_both_languages(outcome, language):
    study = STUDIES[outcome]()
    told = contents(shown(study, language, INTERNAL), ON)
    assert len(told["sections"]) == 14
    assert all(section["heading"] and (section["lead"] or section["blocks"]) for section in told["sections"])
    text = printed(study, language)
    assert study.provenance.capture_sha256 in text.replace(" ", "")
    assert [gate.name for gate in study.gates if len(table(told, 1)["rows"]) != len(study.gates)] == []
    items = [item for item in study.checklist if not item.key.startswith("assumption:")]
    assert len(table(told, 12)["rows"]) == len(items)
    assert len(table(told, 11)["rows"]) >= 5


def table(told, section):
    return next(block for block in told["sections"][section]["blocks"] if block["kind"] == "table")


def test_a_claim_has_the_factor_at_which_it_is_true():
    assert round(estimated().sensitivity.tipping, 2) == 2.4
    assert "The claim of 6,000 people would be true if there were 2.4 times" in printed(estimated())


def test_what_nobody_said_is_told_as_not_said():
    assert printed(least()).count("not said by whoever made the study") >= 10
    assert "One year only (the data team)" in printed(estimated())


def test_it_can_be_read_by_who_does_not_see_it():
    pdf = render(least(), language="fr", on=ON)
    found = tags(pdf)
    headings = [kind for kind, _alt in found if kind in ("H1", "H2")]
    pictures = [alt for kind, alt in found if kind == "Figure"]
    assert headings[0] == "H1"
    assert len(headings) >= 15
    assert len(pictures) >= 5
    assert all(len(alt) > 40 for alt in pictures)
    assert any("b et c" in alt for alt in pictures)
    assert read(pdf).metadata.title == "Étude de prévalence · Combien de personnes y a-t-il\u202f?"
    assert ("TH" in {kind for kind, _alt in found}) is True


def test_the_same_study_gives_the_same_bytes_and_an_invented_one_says_so():
    assert render(least(), language="en", on=ON) == render(least(), language="en", on=ON)
    assert "Invented data, for demonstration" in front(least(), demo=True)


def test_for_the_public_no_number_of_a_model_is_exact_neither_in_words_nor_in_a_picture():
    study = least()
    told = json.dumps(contents(shown(study, "en", PUBLIC), ON))
    exact = [f"{one.value:,.0f}" for one in (*study.ensemble, *study.bounds) if one.value is not None]
    assert [
        value for value in exact if re.search(rf"(?<![\d.]){value}(?![\d.%])", told) and not value.endswith("0")
    ] == []
    assert study.provenance.capture_sha256 not in told
    assert "Odds ratios are not published" in told
    of = shown(study, "en", PUBLIC)
    assert [of.people(value) for value in (1234.5, 268.8, 131, 7)] == ["1,200", "270", "130", "123"]
    assert of.rounded(1199, least=True) == 1100
    assert [of.count(value) for value in (7, 43, 66)] == ["below 10", "40", "70"]
    rows = [of.row("", one) for one in study.ensemble]
    assert {row.value % 10 for row in rows if row.value is not None and row.value > 123} == {0}


def test_for_the_public_small_overlaps_are_withheld_and_said_to_be():
    text = printed(least(), rule=PUBLIC)
    assert text.count("withheld") > 6
    assert "Withheld does not mean zero" in text
    assert "For use inside the network" in printed(least())
    assert "For use inside the network" not in text


def test_who_was_left_out_is_said_inside_as_it_is_and_for_the_public_without_small_counts():
    left = {"b": NotAgreed(no=12, not_asked=3), "c": NotAgreed(4)}
    told = replace(least(), description=replace(least().description, not_agreed=left))
    assert "b (15), c (4) and d (not told)" in printed(told)
    text = json.dumps(contents(shown(told, "en", PUBLIC), ON))
    assert "b (20), c (below 10) and d (not told)" in text
    assert [exact for exact in ('"12"', '"15"', '"4"', '"3"') if exact in text.partition("Who was left out")[2]] == []
    assert "Nobody said how many people were left out" in front(least())


def test_rounded_parts_would_not_add_up_so_the_public_gets_the_total_alone():
    told = of_those_left_out({name: NotAgreed(no=14, not_asked=14) for name in "bcd"})
    note, table = left_out(shown(told, "en", PUBLIC))["blocks"]
    assert note["lines"] == ["Rounded to tens; small counts are withheld."]
    assert (table["head"], table["rows"][0]) == (["Lists", "Left out"], ["b", "30"])
    [table] = left_out(shown(told, "fr", INTERNAL))["blocks"]
    assert table["head"] == ["Listes", "Ont dit non", "Question non posée", "Laissées de côté"]
    assert table["rows"][0] == ["b", "14", "14", "28"]


def test_who_took_back_her_agreement_is_told_apart_from_who_was_never_compared():
    told = of_those_left_out({name: NotAgreed(20, since=13) for name in "bcd"})
    section = left_out(shown(told, "en", INTERNAL))
    assert section["blocks"][0]["head"] == ["Lists", "Before linking", "Since linking", "Left out"]
    assert section["blocks"][0]["rows"][0] == ["b", "20", "13", "33"]
    assert "compared with nobody" not in section["lead"]
    assert "took their agreement back since: b (33), c (33) and d (33)." in rests_on(shown(told, "en", INTERNAL))
    assert left_out(shown(told, "en", PUBLIC))["blocks"][1]["rows"][0] == ["b", "30"]
    nobody = of_those_left_out({name: NotAgreed(20, since=0) for name in "bcd"})
    assert left_out(shown(nobody, "en", PUBLIC))["lead"] == section["lead"]  # other words would tell of a single person


def test_in_french_not_asked_is_not_asked_without_an_answer():
    for told in (least(), of_those_left_out({"b": NotAgreed(no=1, not_asked=2)})):
        of = shown(told, "fr", INTERNAL)
        words = rests_on(of) + left_out(of)["lead"]
        assert "la question ne leur a pas été posée" in rests_on(of)
        assert [wrong for wrong in ("de réponse", "interrogé") if wrong in words] == []


def of_those_left_out(left):
    """Return a study of lists of which so many were left out."""
    return replace(least(), description=replace(least().description, not_agreed=left))


def test_a_study_of_too_few_people_is_refused_to_the_public():
    study = replace(nothing(), table=capture_table("AB", {(1, 0): 3, (1, 1): 2}))
    with pytest.raises(PublicationError, match="Fewer than 10 people were seen"):
        render(study, language="en", on=ON, rule=PUBLIC)


def test_a_language_without_texts_and_a_condition_that_is_not_known():
    with pytest.raises(PublicationError, match="choose one of: en, fr"):
        render(least(), language="sw", on=ON)
    gate = replace(least().gates[0], name="tomorrow", asks="The moon is full.", said="It is not.", passed=False)
    text = printed(replace(least(), gates=(gate,)), "fr")
    assert "The moon is full." in text
    assert "It is not." in text


def test_what_people_wrote_is_text_and_not_markup():
    told = replace(estimated().description, title="#emph[x] *y*", period="$z$")
    page = front(replace(estimated(), description=told))
    assert "#emph[x] *y*" in page
    assert "$z$" in page


def test_limits_without_end_and_numbers_that_are_not_there_are_written_so():
    of = shown(estimated(), "fr", INTERNAL)
    assert of.people(float("inf")) == "sans limite"
    none = next(one for one in nothing().ensemble if one.value is None)
    assert none.status is Status.NOT_ESTIMABLE
    assert of.written(none) == "pas de nombre"


def test_what_is_infinite_has_its_sign_in_the_typeface():
    gate = replace(least().gates[0], saw=float("inf"), passed=False)
    endless = replace(least().ensemble[0].intervals[0], high=float("inf"))
    first = replace(least().ensemble[0], intervals=(endless, *least().ensemble[0].intervals[1:]))
    text = printed(replace(least(), gates=(gate,), ensemble=(first, *least().ensemble[1:])))
    assert "∞" in text
    assert "no limit" in text
