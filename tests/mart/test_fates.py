"""Every field of every model has a fate, and every column of the mart comes from one."""

import pytest
from django.apps import apps

from tabara.mart.extraction import SOURCES
from tabara.mart.fates import FATES, Way


def fields():
    """Give the fields of all models of ours, as `app.Model.field`."""
    for model in apps.get_models():
        if model.__module__.startswith("tabara."):
            for field in model._meta.concrete_fields:
                yield f"{model._meta.app_label}.{model.__name__}.{field.name}"


def test_every_field_of_every_model_has_a_fate_and_no_fate_is_left_over():
    assert sorted(FATES) == sorted(fields())


def test_whatever_is_left_behind_or_changed_has_its_reason():
    assert [name for name, fate in FATES.items() if fate.way is not Way.CARRIED and not fate.reason] == []
    assert [name for name, fate in FATES.items() if (fate.way is Way.LEFT) is bool(fate.columns)] == []


def test_every_column_of_the_extracted_tables_comes_from_a_field_that_says_so():
    columns = {f"{source.name}.{column}" for source in SOURCES for column in source.columns.names}
    told = {column for fate in FATES.values() for column in fate.columns}
    keys = {column for column in columns if column.endswith((".person_key", ".case_key"))}
    assert told - columns == set()
    assert columns - told - keys == set()


@pytest.mark.parametrize("field", ["cases.Case.code", "cases.Screening.notes", "partnership.Membership.id"])
def test_what_could_lead_back_to_somebody_is_left_behind(field):
    assert FATES[field].way is Way.LEFT
