"""Operations are the only way anything is written: each allowed, whole, remembered."""

import ast
import importlib
import inspect
import pkgutil

import pytest

import tabara
from tabara.access.enums import Permission
from tabara.access.operation import registry
from tabara.access.roles import ROLES
from tests.house.tree import files, name, nodes

WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update"}
BESIDE_OPERATIONS = {
    "src/tabara/access/audit/chain.py",  # the memory of operations
    "src/tabara/access/audit/checkpoints.py",  # what that memory amounts to, signed
    "src/tabara/access/founding.py",  # the first accounts, before anybody can be asked; leaves an audit row of its own
    "src/tabara/access/returning.py",  # an instance comes back, before anybody can sign in; audited apart
    "src/tabara/access/signin/calendars.py",  # that a calendar was fetched, once a day; and its end with the sessions
    "src/tabara/access/signin/factors.py",  # that a code was used, so that it counts once
    "src/tabara/access/signin/sessions.py",  # who is signed in, and until when: the door's own rows
    "src/tabara/access/signin/throttle.py",  # what was tried in vain, before anybody is known
    "src/tabara/access/unit.py",  # the pen of operations: `write` and the batch
    "src/tabara/jobs/queue.py",  # the queue's own rows; what a job may do is decided by the operation it calls
    "src/tabara/protection/assistance/models/held.py",  # lets a line of a book be stored once, and refuses it after
    "src/tabara/sealing/domains.py",  # keys that are made when they are first asked for
    "src/tabara/sealing/rotation.py",  # the same keys, wrapped anew by a command that leaves an audit row
    "src/tabara/sealing/shredding.py",  # keys destroyed after the operation that decided it
    "src/tabara/sealing/keys.py",  # keys, made and destroyed inside an operation's transaction
    "src/tabara/files/pictures.py",  # a picture, written into memory
}
READ_BY_QUERIES = {
    *(Permission.CASE_READ, Permission.IDENTITY_OPEN, Permission.NARRATIVE_OPEN, Permission.FIGURE_READ),
    *(Permission.AUDIT_READ, Permission.COMMISSION_READ),
}


@pytest.fixture(scope="module")
def operations():
    for module in pkgutil.walk_packages(tabara.__path__, "tabara."):
        if "operations" in module.name.split("."):
            importlib.import_module(module.name)
    return registry


def writes(path):
    """Give the calls of a file that store something: through a model's manager, a selection, or `row.save()`."""
    for node in nodes(path, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            of = ast.unparse(node.func.value)
            if node.func.attr == "save" or "objects" in of or "_default_manager" in of or "filter(" in of:
                yield f"{name(path)}:{node.lineno} {node.func.attr}"


def test_nothing_is_stored_but_by_operations():
    elsewhere = [
        write
        for path in files(".py", under=("src",))
        if not {"operations", "migrations"} & {part.removesuffix(".py") for part in path.parts}
        and name(path) not in BESIDE_OPERATIONS
        for write in writes(path)
    ]
    assert elsewhere == []


def test_every_module_of_operations_offers_some(operations):
    with_some = {one.call.__module__.split(".operations")[0] for one in operations.values()}
    folders = {
        module.name.split(".operations")[0]
        for module in pkgutil.walk_packages(tabara.__path__, "tabara.")
        if module.name.endswith(".operations")
    }
    assert with_some == folders


def test_every_operation_needs_a_permission_that_some_role_has(operations):
    granted = {permission for role in ROLES.values() for permission in role.permissions}
    assert [one.name for one in operations.values() if not isinstance(one.needs, Permission)] == []
    assert [one.name for one in operations.values() if one.needs not in granted] == []


def test_every_operation_is_told_who_when_and_which_act(operations):
    """`by` for the permission, `event` for the audit row, `at` for the time; all by name."""
    for one in operations.values():
        given = inspect.signature(one.call).parameters
        by_name = {key for key, parameter in given.items() if parameter.kind is parameter.KEYWORD_ONLY}
        assert by_name == set(given), one.name
        assert {"by", "event", "at"} <= by_name, one.name


def test_every_operation_says_what_it_does(operations):
    silent = [one.name for one in operations.values() if len((one.call.__doc__ or "").split()) < 4]
    assert silent == []


def test_every_permission_is_of_use(operations):
    asked = {one.needs for one in operations.values()} | READ_BY_QUERIES
    assert asked == set(Permission)
