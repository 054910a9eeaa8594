"""Small files, small functions, small templates: what a person can hold in their head."""

import ast

from tests.house.tree import files, lines, name, nodes

FILE, FUNCTION, TEMPLATE = 300, 30, 80


def test_no_file_is_over_300_lines():
    long = {
        name(path): len(lines(path))
        for path in files(".py", ".html", ".css", ".js", ".jinja", ".typ", ".sql", ".md")
        if len(lines(path)) > FILE and "migrations" not in path.parts
    }
    assert long == {}


def test_no_function_is_over_30_lines():
    """Of code: a signature of keyword arguments, one a line, and the docstring are reading, not logic."""
    long = {
        f"{name(path)}: {node.name}": length(node)
        for path in files(".py")
        if "migrations" not in path.parts
        for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
        if length(node) > FUNCTION
    }
    assert long == {}


def length(function):
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return function.end_lineno - body[0].lineno + 1 if body else 0


def test_no_template_is_over_80_lines():
    long = {name(path): len(lines(path)) for path in files(".html", ".jinja") if len(lines(path)) > TEMPLATE}
    assert long == {}
