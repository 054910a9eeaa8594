"""Every field has somebody who answers for it, a purpose, a legal basis, a class and a term (the data dictionary)."""

import pytest
from django.apps import apps
from django.db import models

from tabara.access.protected import Protected
from tabara.codelists import load_pack
from tabara.mart.dictionary import ARTICLES, DICTIONARY, Basis, Secrecy, While, entry_of
from tabara.mart.fates import FATES
from tests.house.tree import ROOT

FREE = (models.BinaryField, models.TextField, models.FileField)
PACKS = ("bi", "demo")


def label(model):
    return f"{model._meta.app_label}.{model.__name__}"


def fields(model):
    return {f"{label(model)}.{field.name}": field for field in model._meta.concrete_fields}


ALL = {label(model): model for model in apps.get_models()}  # those of libraries, too: they hold rows about members
OURS = [model for model in ALL.values() if model.__module__.startswith("tabara.")]


def test_every_model_is_in_the_dictionary():
    assert sorted(set(ALL) - set(DICTIONARY)) == []


def test_every_entry_names_a_model_or_a_field():
    assert sorted(set(DICTIONARY) - set(ALL) - {name for model in ALL.values() for name in fields(model)}) == []


def test_every_field_that_has_a_fate_is_explained():
    assert [name for name in FATES if not entry_of(name).purpose] == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_entry_is_kept_by_a_term_of_the_pack_or_says_while_what(pack):
    terms = load_pack(ROOT / "packs" / pack).retention
    assert {
        name: one.kept for name, one in DICTIONARY.items() if not one.kept or set(one.kept) - {*terms, *While}
    } == {}


@pytest.mark.parametrize("pack", PACKS)
def test_every_term_of_the_pack_ends_something(pack):
    used = {kind for one in DICTIONARY.values() for kind in one.kept} - set(While)
    assert used == set(load_pack(ROOT / "packs" / pack).retention)


def test_whatever_is_filled_has_a_ground_and_every_ground_its_article():
    groundless = [name for name, one in DICTIONARY.items() if not one.basis and one.kept != (While.NEVER,)]
    assert (groundless, set(ARTICLES)) == ([], set(Basis))


def test_what_is_sealed_is_classed_so_and_nothing_else():
    """A field of bytes is what `sealing` made: a text, a file, a wrapped key."""
    binary = {name for model in OURS for name, field in fields(model).items() if isinstance(field, models.BinaryField)}
    assert binary != set()
    assert binary == {name for model in OURS for name in fields(model) if entry_of(name).secrecy is Secrecy.SEALED}


def test_nothing_about_a_person_and_nothing_written_freely_is_for_everybody():
    about = {name for model in OURS if isinstance(model._default_manager, Protected) for name in fields(model)}
    free = {name for model in OURS for name, field in fields(model).items() if isinstance(field, FREE)}
    assert [name for name in about | free if entry_of(name).secrecy in (Secrecy.PUBLIC, Secrecy.INTERNAL)] == []


@pytest.mark.django_db
def test_what_a_library_brings_and_nobody_fills_is_empty():
    never = [name for name, one in DICTIONARY.items() if one.kept == (While.NEVER,)]
    assert [name for name in never if ALL[name].objects.exists()] == []
