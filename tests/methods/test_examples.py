"""Every example in the docstrings of the methods is true."""

import doctest
import importlib
import pkgutil

import pytest

from tabara import methods
from tabara.methods import disclosure, linkage, prevalence, surveys
from tabara.methods.linkage import pairs, tokens
from tabara.methods.linkage.tokens import texts, trusted
from tabara.methods.prevalence import loglinear, selection, study
from tabara.methods.prevalence.study import parts

PACKAGES = (
    methods,
    linkage,
    pairs,
    tokens,
    texts,
    trusted,
    disclosure,
    prevalence,
    loglinear,
    selection,
    study,
    parts,
    surveys,
)
MODULES = sorted(
    module.name
    for package in PACKAGES
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    if not module.ispkg
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
