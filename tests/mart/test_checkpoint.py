"""A build notes how the chain of acts stood; what somebody only looked at is not read again."""

import datetime as dt

import pytest

from tabara.access import audit
from tabara.access.models import AuditEvent
from tests.factories import assisted, register
from tests.marts import AT

LATER = AT + dt.timedelta(days=1)


@pytest.mark.django_db(databases="__all__")
def test_a_build_notes_the_checkpoint_that_stands_for_every_act_before_it(worker, built):
    register(worker)
    noted = built().about.checkpoint
    newest = audit.latest_checkpoint()
    assert noted == {"on": "2026-03-03", "seq": newest.seq, "root": newest.root[:32]}
    assert newest.seq == AuditEvent.objects.count()
    assert audit.verify([(noted["seq"], noted["root"])]) is None


@pytest.mark.django_db(databases="__all__")
def test_a_case_that_was_only_looked_at_is_not_read_again_and_one_that_was_acted_on_is(worker, built):
    looked_at, acted_on = register(worker), register(worker)
    built()
    audit.note(by=worker, operation="page.case", outcome="shown", subject=looked_at.pk)
    assert built(full=False, at=LATER).about.changed == 0
    assisted(worker, acted_on)
    assert built(full=False, at=LATER).about.changed == 1


@pytest.mark.django_db(databases="__all__")
def test_a_mart_is_built_without_a_checkpoint_where_the_chain_is_not_what_was_signed(worker, built):
    register(worker)
    built()
    newest = audit.latest_checkpoint()
    AuditEvent.objects.get(link__seq=newest.seq).link.__class__.objects.filter(seq=newest.seq).update(digest="0" * 64)
    register(worker)
    assert built(at=LATER).about.checkpoint == {}
