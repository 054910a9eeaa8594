"""On PostgreSQL the mart's role may read the columns with a fate and no other: a build asks for nothing else."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tabara.mart import source
from tests.factories import register
from tests.marts import AT

COLUMN = re.compile(r'"(\w+)"\."(\w+)"')


@pytest.mark.django_db(databases="__all__")
def test_a_build_reads_no_column_that_its_role_may_not_read(worker, built):
    register(worker)
    with CaptureQueriesContext(connections["default"]) as whole:
        built()
    register(worker)
    with CaptureQueriesContext(connections["default"]) as steps:
        assert built(full=False, at=AT).about.changed == 1
    queries = [*whole, *steps]
    tables = tuple(f'FROM "{app}_' for app in source.READ)
    read = {
        pair for one in queries if any(table in one["sql"] for table in tables) for pair in COLUMN.findall(one["sql"])
    }
    asked = {pair for pair in read if pair[0].partition("_")[0] in {*source.READ, "access"}}
    allowed = {(table, column) for table, columns in source.columns().items() for column in columns}
    assert ("directory_stay", "arrived_on") in asked
    ours = {pair for pair in asked if pair[0].partition("_")[0] in source.READ or pair[0] == "access_agency"}
    assert sorted(ours - allowed) == []
