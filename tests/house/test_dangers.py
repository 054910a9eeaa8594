"""What the linter cannot see by a name: raw queries, statements made of text, forms open to every field, a network."""

import ast

import pytest

from tests.house.tree import files, name, nodes

NETWORK = {
    *("aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket"),
    *("socketserver", "ssl", "telnetlib", "urllib3", "webbrowser", "websockets", "xmlrpc"),
}
TO_ITSELF = {
    "src/tabara/interfaces/cli/serving.py",  # asks the server that it has just started, on this machine
    "src/tabara/jobs/worker.py",  # the name of this machine, for the queue
}
WRITE_SQL = (
    *(
        f"src/tabara/{package}/"
        for package in ("access", "jobs", "mart", "sealing", "interfaces/cli", "protection/cases/queries")
    ),
    "src/tabara/prosecution/queries/law.py",  # a full-text index in memory
)
NAMES_ONLY = {"http.HTTPMethod", "http.HTTPStatus", "urllib.parse"}


def parts(*kinds, under=("src",)):
    """Give the parts of these kinds of every file of ours, each with where it stands."""
    for path in files(".py", under=under):
        for node in nodes(path, *kinds):
            yield f"{name(path)}:{node.lineno}", node


def imported(node):
    """Give the full names that an import brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names]


def test_nobody_asks_the_network():
    """The server makes no request: neither to an address that somebody typed, nor to any other."""
    found = [
        (at.partition(":")[0], module)
        for at, node in parts(ast.Import, ast.ImportFrom)
        for module in imported(node)
        if (module.split(".")[0] in NETWORK or module.startswith("urllib.request")) and module not in NAMES_ONLY
    ]
    assert [one for one in found if one[0] not in TO_ITSELF] == []
    assert found != []  # the test sees what it looks for


@pytest.mark.parametrize("call", ["raw", "extra", "from_string", "fromstring", "fetch_from_url"])
def test_nobody_calls(call):
    found = [at for at, node in parts(ast.Call) if isinstance(node.func, ast.Attribute) and node.func.attr == call]
    assert found == []


def test_no_statement_of_a_database_is_made_of_what_somebody_typed():
    """Below the doors nobody but a few packages writes SQL; none of them glues a statement together from values."""
    found = [
        (at, node.args[0])
        for at, node in parts(ast.Call)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("execute", "executemany") and node.args
    ]
    assert [at for at, _ in found if not at.startswith(WRITE_SQL)] == []
    assert [at for at, one in found if isinstance(one, ast.BinOp)] == []


def test_every_form_names_its_fields():
    """No form is made of a model: a field that a model gains would be open to whoever sends it."""
    bases = [
        (at, ast.unparse(base))
        for at, node in parts(ast.ClassDef)
        for base in node.bases
        if "Form" in ast.unparse(base)
    ]
    assert bases != []
    assert [at for at, base in bases if "Model" in base] == []
    called = [at for at, node in parts(ast.Call) if ast.unparse(node.func).endswith(("modelform_factory", "setattr"))]
    assert [at for at in called if "/interfaces/" in at] == []


def test_no_page_hands_all_that_was_sent_to_an_operation():
    """What an operation is given is named, or was cleaned by a form: never `**request.POST`."""
    starred = [
        at
        for at, node in parts(ast.Call)
        for one in node.keywords
        if one.arg is None and ("POST" in ast.unparse(one.value) or "GET" in ast.unparse(one.value))
    ]
    assert starred == []
