"""What leaves for the mart is decided field by field (tests/mart/test_fates.py); these fields never leave."""

import pytest
from django.apps import apps
from django.db import models

from tabara.mart.fates import FATES, Way


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("tabara.")]


def name(field):
    return f"{field.model._meta.app_label}.{field.model.__name__}.{field.name}"


@pytest.mark.parametrize("app", ["vault", "sealing"])
def test_nothing_of_an_identity_or_a_key_leaves(app):
    fields = [name(field) for model in ours() if model._meta.app_label == app for field in model._meta.concrete_fields]
    assert fields != []
    assert [field for field in fields if FATES[field].way is not Way.LEFT] == []


def test_nothing_sealed_or_written_freely_leaves():
    kinds = (models.BinaryField, models.TextField, models.FileField)
    free = [name(field) for model in ours() for field in model._meta.concrete_fields if isinstance(field, kinds)]
    assert free != []
    assert [field for field in free if FATES[field].way is not Way.LEFT] == []


def test_no_relation_of_many_to_many_escapes_the_fates():
    """The fates name columns; a hidden table of pairs would have none."""
    assert [name(field) for model in ours() for field in model._meta.many_to_many] == []
