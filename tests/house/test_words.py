"""The domain knows no country and no clock, and writes nowhere else than in operations."""

import ast

from tests.house.tree import ROOT, files, lines, name, nodes

COUNTRIES = ("burundi",)
TIMELESS = (
    "codelists",
    "methods",
    "vault",
    "protection",
    "prevention",
    "partnership",
    "mart",
    "indicators",
    "publication",
)
CLOCKS = {"now", "today", "utcnow"}
CLOCKS_OR_TURNED = {"localdate", "localtime"}  # with an argument they only turn a time that was given


def test_the_code_names_no_country():
    named = [
        f"{name(path)}:{number}"
        for path in files("", under=("src",))
        if path.suffix != ".mo"
        for number, line in enumerate(lines(path), start=1)
        if any(country in line.casefold() for country in COUNTRIES)
    ]
    assert named == []


def test_the_domain_is_told_the_time():
    """Operations take `at`, queries take `on`: what is tested with a date is true on every day."""
    clocks = [
        f"{name(path)}:{node.lineno}"
        for package in TIMELESS
        for path in files(".py", under=(f"src/tabara/{package}",))
        for node in nodes(path, ast.Call)
        if isinstance(node.func, ast.Attribute)
        if node.func.attr in CLOCKS or (node.func.attr in CLOCKS_OR_TURNED and not node.args)
    ]
    assert clocks == []


def test_the_glossary_explains_each_word_once():
    words = [line.split("**")[1] for line in lines(ROOT / "GLOSSARY.md") if line.startswith("| **")]
    assert sorted(words) == sorted(set(words))
