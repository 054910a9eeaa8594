"""The demonstration's houses: they meet the same invented people, and their lists link."""

import pytest
from django.utils import timezone

from tabara import codelists, jobs
from tabara.access.founding import found
from tabara.access.protected import Whole
from tabara.interfaces.cli.seeding import load_scenario
from tabara.interfaces.cli.seeding.lists import overlap
from tabara.protection.cases.models import Person
from tabara.research import queries
from tabara.research.operations import study_key
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_lists_of_ten_houses_link_and_a_study_is_asked_for(monkeypatch):
    pack = codelists.load_pack(codelists.pack().folder.parent / "bi")
    monkeypatch.setattr(codelists, "pack", lambda: pack)
    now = timezone.now()
    scenario = load_scenario(pack.folder, "demo")
    members = dict(found(scenario.agencies, scenario.accounts(PASSWORD), at=now))
    overlap({**scenario.lists, "people": 70}, scenario, members, now)
    by = members["researcher"]
    (linkage,) = queries.linkages(by=by, here=True)
    (elsewhere,) = (one for one in queries.linkages(by=by) if not one.here)
    (brought_in,) = queries.counts(by=by, linkage=elsewhere)
    assert (brought_in.observed, queries.left_out(brought_in)["FRONTIERE"].people) == (345, 56)
    (counts,) = queries.counts(by=by, linkage=linkage)
    table = queries.table_of(counts)
    stand = sum(table.total(name) for name in table.lists)
    assert (len(linkage.lists), len(counts.drawn)) == (10, 20)
    assert table.observed < stand <= Person.objects.everything(Whole.CHECK).count()
    (study,) = queries.studies(by=by)
    assert jobs.state(study_key(study)).status is jobs.Status.WAITING
