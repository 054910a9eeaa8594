"""Every table that holds a person or a case stands behind a wall, and who may look over it is named."""

import ast

import pytest
from django.apps import apps

from tabara.access.walls.tables import APPENDED, WALLS
from tests.house.tree import ROOT, files, name, nodes

PEOPLE = ("cases.Case", "cases.Person")
NUMBERS = ("person", "case", "subject")  # fields that hold the number of one, in a database that cannot refer to it
WITHOUT = {
    "access_auditevent": "rows are only added, and who reads which of them is asked by its page",
    "access_approval": "what was asked for stands in it as numbers; who decides is not always who sees the case",
    "sealing_datakey": "keys lie in a database of their own, wrapped by the agency's key",
    "sealing_erasure": "what is erased stays erased for everybody",
}
# Who may reach beyond the speaker's own rows, and why it must: the doctor and what is rebuilt look at everything.
BEYOND = {
    "src/tabara/access/operation.py": "who may is asked of the record as it is now, and the refusal is remembered",
    "src/tabara/access/unit.py": "many members' acts are written together",
    "src/tabara/interfaces/cli/seeding/stories/playing.py": "whoever tells a story of invented people knows all of it",
    "src/tabara/interfaces/cli/commands/doctor.py": "the databases are compared with each other, by number",
    "src/tabara/protection/intake/operations/schedule.py": "the schedule erases by the day, whichever agency holds it",
    "src/tabara/protection/intake/operations/again.py": "a restored instance erases again whoever was erased",
    "src/tabara/protection/intake/retention.py": "what has stood its time is found by its day, as numbers",
    **dict.fromkeys(
        (
            "src/tabara/protection/intake/linkages.py",
            "src/tabara/protection/intake/operations/linking/comparing.py",
            "src/tabara/protection/intake/operations/linking/counting.py",
            "src/tabara/protection/intake/operations/linking/deciding.py",
            "src/tabara/protection/intake/operations/linking/drawing.py",
        ),
        "the lists of a linkage are of several agencies, and are answered as counts",
    ),
    "src/tabara/protection/intake/doubles.py": "who of the colleagues may be asked; who somebody was before a merge",
    "src/tabara/protection/intake/inquiries.py": "of another agency's case leaves only what the person agreed to",
    "src/tabara/protection/intake/operations/doubles/holding.py": "two people are held with all their cases",
    "src/tabara/protection/intake/operations/doubles/looking.py": "whom somebody resembles is kept, shown to nobody",
    "src/tabara/protection/intake/operations/doubles/undoing.py": "the second of two merged people has no case to see",
    "src/tabara/protection/intake/operations/doubles/answering.py": "the answer ends a task of the agency that asked",
    "src/tabara/protection/cases/operations/consent/notices.py": "an answered notice ends the task of the case",
    "src/tabara/protection/cases/operations/emergency.py": "emergency access opens what is not the member's, loudly",
    "src/tabara/protection/referral/operations/answering.py": "a case becomes visible to the other agency by accepting",
    "src/tabara/protection/referral/operations/ending.py": "by ending, that right ends and the sender's task begins",
    "src/tabara/protection/referral/operations/transferring.py": "another agency's case is asked for, unseen",
    "src/tabara/protection/referral/queries/clocks.py": "what is over by the clock, for the daily round alone",
    "src/tabara/protection/handover/queries/packet/finding.py": "a link finds its packet, which opens by words alone",
    "src/tabara/protection/handover/operations/packet/door.py": "the instance opens for whoever has no account",
    "src/tabara/protection/handover/operations/packet/answering.py": "likewise it takes the answer",
    "src/tabara/protection/handover/operations/packet/ending.py": "what is over by the clock, for the daily round",
    "src/tabara/protection/intake/operations/transferring.py": "a case becomes another agency's by accepting it",
    "src/tabara/protection/directory/operations/filing/untouched.py": "what hangs on a provider, whoever's it is",
    "src/tabara/protection/directory/operations/asking.py": "a place is promised in a case the shelter does not see",
    "src/tabara/protection/directory/operations/staying.py": "the shelter says who came and left, not of which case",
    "src/tabara/protection/cases/operations/changes.py": "who answers a referral never saw the case that it is told of",
    "src/tabara/exchange/handover/operations/taking.py": "an answer from abroad may be about a colleague's case",
    "src/tabara/exchange/handover/operations/answering.py": "a receipt ends a task of a case its carrier may not see",
    "src/tabara/exchange/handover/operations/accepting.py": "what nobody answered in time is dropped, of every agency",
    "src/tabara/protection/cases/operations/opening.py": "a code must be nobody's; a colleague's case is opened",
}
OPENING = {
    "src/tabara/protection/intake/operations/linking/deciding.py": "two records that a linkage officer decides about",
    "src/tabara/vault/linking.py": "whoever stands on the lists of a linkage is compared in memory, in the vault",
    **dict.fromkeys(
        (
            "src/tabara/protection/intake/operations/doubles/answering.py",
            "src/tabara/protection/intake/operations/doubles/asking.py",
            "src/tabara/protection/intake/operations/doubles/comparing.py",
            "src/tabara/protection/intake/operations/doubles/merging.py",
            "src/tabara/protection/intake/operations/doubles/undoing.py",
        ),
        "intake has asked whether both identities may be opened",
    ),
    "src/tabara/protection/handover/operations/packet/content.py": "it has asked whether the identity may be opened",
    "src/tabara/protection/intake/queries.py": "intake has asked whether the identity may be opened",
    "src/tabara/protection/intake/operations/people.py": "intake has asked whether the identity may be opened",
    "src/tabara/protection/intake/operations/finding.py": "intake has asked whether the identity may be opened",
}


def tables():
    return {model._meta.db_table: model for model in apps.get_models() if model.__module__.startswith("tabara.")}


def holds_somebody(model):
    fields = model._meta.concrete_fields
    refers = [one for one in fields if one.related_model and one.related_model._meta.label in PEOPLE]
    return bool(refers) or model._meta.label in PEOPLE or any(one.name in NUMBERS for one in fields)


def test_every_table_that_holds_a_person_or_a_case_stands_behind_a_wall():
    walled = {table for walls in WALLS.values() for table in walls}
    holding = {table for table, model in tables().items() if holds_somebody(model)}
    assert holding - walled - set(WITHOUT) == set()


def test_every_table_of_the_vault_stands_behind_a_wall():
    assert {table for table, model in tables().items() if model._meta.app_label == "vault"} == set(WALLS["vault"])


@pytest.mark.parametrize("named", [*WALLS["default"], *WALLS["vault"], *sorted(APPENDED)])
def test_what_is_declared_is_there(named):
    assert named in tables()


def callers(*functions):
    found = set()
    for path in files(".py", under=("src",)):
        calls = (node.func for node in nodes(path, ast.Call))
        if any(isinstance(one, ast.Name) and one.id in functions for one in calls):
            found.add(name(path))
    return found - {"src/tabara/access/speaking.py"}


def test_only_these_reach_beyond_the_rows_of_whoever_asks():
    assert callers("beyond", "for_everybody") == set(BEYOND)


def test_only_the_two_rooms_that_know_a_person_let_the_vault_open_one():
    assert callers("opening") == set(OPENING)


def test_only_two_questions_are_put_to_the_other_agencies():
    assert callers("asking") == {
        "src/tabara/protection/intake/operations/elsewhere.py",
        "src/tabara/protection/intake/operations/doubles/asking.py",
    }


def test_no_query_goes_round_the_wire():
    """A connection of psycopg's own is not told who asks, and a raw cursor of Django's is."""
    own = {path for path in files(".py", under=("src",)) if "psycopg.connect" in path.read_text(encoding="utf-8")}
    assert {str(path.relative_to(ROOT)) for path in own} == {
        "src/tabara/access/walls/prepare.py",
        "src/tabara/interfaces/cli/backup/servers.py",  # copies whole databases, as their owner
    }
