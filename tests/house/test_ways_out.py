"""Every file that leaves has been decided on: it is entered in the register of releases, or it is said why it is none.

Whoever adds a page that hands out a file, or a file of commands, is stopped here until it stands in one of the tables.
Counts of people that go to others outside are a release (docs/adr/0101).
"""

import ast
import inspect
import re

from django.urls import URLPattern, get_resolver

from tabara.access.operation import registry
from tabara.interfaces.cli.commands import figures
from tabara.interfaces.cli.main import ADDED, COMMANDS, GROUPS

RELEASED = {  # page -> the operation that enters it
    "infosheet-pdf": "report.publish",
    "dossier-pdf": "dossier.release",
    "meeting-brief": "brief.release",
    "national-plan-pdf": "scorecard.release",
    "map-svg": "map.release",
    "map-png": "map.release",
    "study-release": "study.release",
}
NO_RELEASE = {
    **dict.fromkeys(
        ("figure-chart", "infosheet-preview", "counts-picture"),
        "a picture of the page that shows it, for members: under their profile, and not handed out as a file",
    ),
    **dict.fromkeys(
        ("study-json", "study-report"),
        "for those who keep research, with exact counts: it says on its first page that it may not be given out",
    ),
    **dict.fromkeys(
        ("photograph", "open-document", "packet-file", "packet-sheet", "print-certificates"),
        "of one person or about a person’s case: no count",
    ),
    **dict.fromkeys(
        ("interview-keep", "intake-keep", "passkey-options", "approval", "calendar-feed"),
        "an answer to the page itself, or what awaits the reader: no count of people",
    ),
    **dict.fromkeys(
        (
            *("provider-template", "providers-standing", "provider-file-wrong", "plan-template", "plan-example"),
            *("plan-wrong", "context-example", "context-wrong", "firm-list-empty", "firm-list-wrong"),
            "guidance-file",
        ),
        "a form to fill in, a list of organisations, or guidance: no figure of the mart",
    ),
}
COMMANDS_THAT_RELEASE_NOTHING = {
    **dict.fromkeys(
        ("running", "database", "doctor", "backups", "people", "packs", "places", "keys", "audit", "retention"),
        "keeps the instance; what it counts are its own parts",
    ),
    **dict.fromkeys(
        ("directory", "abroad"), "organisations, partners and what is due between them: no figure of the mart"
    ),
    **dict.fromkeys(
        ("prevalence", "studies", "surveys", "linkage", "encoding", "matching", "ceremony"),
        "works on files of whoever runs it, without an instance, so there is no register to enter anything in",
    ),
}
MARKS = re.compile(r"content_type=|FileResponse|JsonResponse|StreamingHttpResponse|csv_out|Content-Disposition")


def pages(patterns):
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one.name, inspect.unwrap(one.callback)
        else:
            yield from pages(one.url_patterns)


def written(view):
    """Give the text of a view with that of all functions of its file that it calls."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(view)))
    known = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    todo, seen = [view.__name__], {}
    while todo:
        name = todo.pop()
        if name in known and name not in seen:
            seen[name] = ast.unparse(known[name])
            todo += [node.id for node in ast.walk(known[name]) if isinstance(node, ast.Name)]
    return "\n".join(seen.values())


def views():
    """Give every view of ours that hands out anything but a page, by its name."""
    found = {name: view for name, view in pages(get_resolver().url_patterns) if "tabara" in view.__module__}
    return {name: view for name, view in found.items() if MARKS.search(written(view))}


def test_every_view_that_hands_out_a_file_was_decided_on():
    assert set(views()) == {*RELEASED, *NO_RELEASE}


def test_what_is_a_release_is_entered_by_its_operation():
    for name, view in views().items():
        if name in RELEASED:
            text, operation = written(view), registry[RELEASED[name]].call.__name__
            assert operation in text, f"{name} hands out counts of people, and does not call {operation}"


def test_every_release_that_there_is_has_a_way_out():
    assert {one for one in registry if one.endswith(".release") or one == "report.publish"} == {*RELEASED.values()}


def test_every_file_of_commands_was_decided_on():
    files = {*COMMANDS.values(), *GROUPS.values(), *(file for some in ADDED.values() for file, _word in some)}
    assert files == {*COMMANDS_THAT_RELEASE_NOTHING, "figures"}
    assert "publish(by=" in inspect.getsource(figures)  # `tabara infosheet`; `tabara figures` is for whoever runs it
