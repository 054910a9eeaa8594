"""Secrets, ciphers and other programs are used in named places alone; no cipher that is broken is used in any."""

import ast

import pytest

from tests.house.tree import files, name, nodes

# Who may use what; "" is nobody.
PLACES = {
    "ciphers and signatures": ({"cryptography", "pyrage", "secrets", "hmac"}, "src/tabara/sealing/"),
    "digests": (
        {"hashlib"},
        (
            "src/tabara/sealing/",
            "src/tabara/access/audit/verifier.py",
            "src/tabara/indicators/entries.py",  # names the numbers of a release, which were given out
            "src/tabara/methods/prevalence/capture.py",  # names a table of counts, which hides nobody
        ),
    ),
    "chance that can be repeated": (
        {"random"},
        ("src/tabara/interfaces/cli/seeding/", "src/tabara/methods/linkage/variants.py"),
    ),
    "archives": (
        {"zipfile", "tarfile"},
        (
            "src/tabara/interfaces/cli/backup/",  # sealed, and marked by this instance
            "src/tabara/files/workbooks/packages.py",  # looks through the directory before it unpacks a part
        ),
    ),
    "other programs": ({"subprocess", "pty", "pexpect"}, "src/tabara/interfaces/cli/"),
    "what runs or unfolds whatever it reads": (
        {"pickle", "marshal", "shelve", "dill", "yaml", "xml", "lxml", "defusedxml"},
        "src/tabara/files/workbooks/markup.py",  # expat as a stream, which stops at whatever is declared
    ),
}
BROKEN = {"md5", "sha1", "new", "des", "ARC4", "TripleDES", "Blowfish", "ECB", "CBC", "PKCS1v15"}
FROM = {"hashlib", "algorithms", "modes", "padding"}
TEXT_AS_CODE = {"eval", "exec", "compile", "__import__", "system", "popen", "getoutput"}


def imported(path):
    for node in nodes(path, ast.Import, ast.ImportFrom):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        yield from (one.split(".")[0] for one in names)


@pytest.mark.parametrize("what", PLACES)
def test_only_these_use(what):
    modules, places = PLACES[what]
    users = [name(path) for path in files(".py", under=("src",)) if modules & set(imported(path))]
    assert [one for one in users if not places or not one.startswith(places)] == []
    assert bool(users) is bool(places)


def test_no_digest_or_cipher_that_is_broken_is_used():
    found = [
        f"{name(path)}:{node.lineno}"
        for path in files(".py", under=("src/tabara/sealing", "src/tabara/access"))
        for node in nodes(path, ast.Attribute)
        if node.attr in BROKEN and ast.unparse(node.value).split(".")[0] in FROM
    ]
    assert found == []


def test_no_text_is_run_as_code_or_by_a_shell():
    found = []
    for path in files(".py", under=("src",)):
        for node in nodes(path, ast.Call):
            call = ast.unparse(node.func)
            shell = any(one.arg == "shell" for one in node.keywords)
            if shell or (call.split(".")[-1] in TEXT_AS_CODE and call.split(".")[0] in TEXT_AS_CODE | {"os"}):
                found.append(f"{name(path)}:{node.lineno}")
    assert found == []
