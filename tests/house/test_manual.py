"""The pages that are drawn from the code leave nothing of it out, and name nothing that is not there."""

import re
from xml.parsers import expat

import pytest
from django.utils import translation

from docs.pages import procedure, sources
from docs.pages.drawing import drawn
from docs.pages.figures import figures
from docs.pages.states import WORDS, Machine, machines, states
from tabara.interfaces.web.casefile.tasks import KINDS
from tabara.protection.cases.operations.identification.reflection import DAYS_BEFORE
from tests.house.tree import ROOT, files

DECLARED = re.compile(r"^(\w*STEPS)\s*[:=].*\{", re.MULTILINE)


def declared():
    """Give every table of steps in the enums of the rooms, as the text of the code has it."""
    return {
        f"{path.parent.name}.{name}"
        for path in files("enums.py", under=("src/tabara",))
        for name in DECLARED.findall(path.read_text(encoding="utf-8"))
    }


def test_every_state_machine_of_the_code_stands_on_the_page():
    assert {one.key for one in machines()} == declared()
    assert len(declared()) > 15
    with translation.override("en"):
        page = states()
    assert [one.title for one in machines() if f"### {one.title}\n" not in page] == []
    assert page.count("<svg") == len(machines())


@pytest.mark.parametrize("machine", machines(), ids=lambda one: one.key)
def test_every_state_and_every_step_has_words(machine):
    """Add them to docs/pages/machines.toml, which says where they come from."""
    assert machine.said.get("title", {}).keys() == {"en", "fr"}
    assert [state for state in machine.steps for language in ("en", "fr") if not machine.words(state, language)] == []
    assert [f"{one} > {to}" for one, to in machine.pairs() if not machine.ways(one, to)] == []


@pytest.mark.parametrize("machine", machines(), ids=lambda one: one.key)
def test_what_is_said_of_a_machine_is_of_a_step_and_an_operation_that_exist(machine):
    pairs = [(one.value, to.value) for one, to in machine.pairs()]
    known = {"*", *(to for _one, to in pairs), *(f"{one} > {to}" for one, to in pairs)}
    assert machine.said["by"].keys() - known == set()
    assert {name for names in machine.said["by"].values() for name in names} - sources.operations().keys() == set()
    assert machine.said.get("states", {}).keys() <= {state.value for state in machine.steps}


def test_nothing_is_said_of_a_machine_that_is_gone():
    said = re.findall(r'^\["(.+)"\]', WORDS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(said) == sorted(declared())


def test_a_machine_without_words_shows_its_codes():
    (tracing,) = (one for one in machines() if one.key == "family.STEPS")
    bare = Machine("family.STEPS", tracing.steps)
    assert (bare.title, bare.words(next(iter(bare.steps)))) == ("family.STEPS", "")


def test_a_drawing_is_sound_says_itself_in_words_and_has_an_arrow_for_each_step():
    steps = [("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "c"), ("a", "d"), ("b", "d"), ("d", "c")]
    svg = drawn("x", "T & t", {"a": "<one>", "b": "two", "c": "three", "d": "four"}, steps)
    expat.ParserCreate().Parse(svg, True)
    assert "<title" in svg
    assert "&lt;one&gt; → two; two → &lt;one&gt;" in svg
    assert svg.count("marker-end") == len(steps) - 1  # there and back is one arrow with two heads
    assert svg.count("marker-start") == 1
    assert svg.count("<rect") == 4


def test_every_clock_of_the_packs_and_every_kind_of_task_stands_in_the_procedure_once():
    steps = procedure.steps()
    due = [kind for step in steps for kind in step["due"]]
    assert sorted(due) == sorted(KINDS)
    told = [name for step in steps for name in step.get("clock", ())]
    assert sorted(set(told)) == sorted(told)
    assert procedure.clocks() - set(told) == set()
    assert set(told) - sources.pack("bi").parameters.keys() == set()


def test_every_sealed_record_about_people_stands_in_the_procedure_once():
    named = [model for step in procedure.steps() for model in step["seals"]]
    assert sorted(named) == sorted(procedure.sealed())


def test_what_the_page_for_caseworkers_names_stands_on_the_screens():
    """In italics stand the words of buttons, links and headings; names of people are examples of a search."""
    page = (ROOT / "docs" / "caseworker.md").read_text(encoding="utf-8")
    named = {re.sub(r"\s+", " ", one) for one in re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", page)}
    texts = " ".join(
        path.read_text(encoding="utf-8") for path in files(".py", ".html", ".jinja", under=("src/tabara",))
    )
    shown = re.sub(r"\s+", " ", texts)
    assert sorted(one for one in named - {"Ndayishimiye", "Ndaishimie"} if f'"{one}' not in shown) == []
    assert len(named) > 30


def test_the_numbers_on_the_page_for_caseworkers_are_those_of_the_pack():
    set_by = sources.pack().parameters
    hours, (*months, last) = set_by["response_hours"], set_by["follow_up_months"]
    assert (hours["high"], set_by["arrival_days"], DAYS_BEFORE) == (hours["urgent"], 2, 3)
    page = re.sub(r"\s+", " ", (ROOT / "docs" / "caseworker.md").read_text(encoding="utf-8"))
    sentences = (
        f"high is answered within {hours['urgent']} hours, the rest within {hours['normal']},",
        f"at {', '.join(map(str, months))} and {last} months",
        f"After {set_by['stay_review_days']} days the case asks",
        f"reminded every {set_by['tracing_days']} days",
        "Within two days somebody confirms the arrival",
        "Three days before the end a task reminds you",
    )
    assert [one for one in sentences if one not in page] == []


def test_the_procedure_says_who_and_how_soon_as_the_code_and_the_pack_have_it():
    with translation.override("en"):
        page = procedure.procedure()
    assert "| Answer an appeal | Supervisor (agency) |" in page
    hours = procedure.value(sources.pack("bi").parameters["triage_hours"])
    assert f"| hours until an alert is weighed, by priority | {hours} | {hours} |" in page
    assert all(f"({one['title']['fr']}" in page or f"*{one['title']['fr']}*" in page for one in procedure.steps())


def test_every_indicator_of_the_pack_stands_among_the_figures_with_its_rule():
    page = figures()
    found = re.findall(r"^`(\w+)` · ", page, re.MULTILINE)
    assert sorted(found) == sorted(one["key"] for one in sources.pack().indicators)
    assert page.count("- **counting rule:**") == len(found)
    assert page.count("- **of whom:** ") == len(found)


def test_the_manual_names_every_page_that_is_drawn():
    drawn_pages = set(re.findall(r'"([\w/]+\.md)": \w+,', (ROOT / "docs" / "generate.py").read_text(encoding="utf-8")))
    named = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    assert [page for page in drawn_pages if f'"{page}"' not in named] == []
