"""What was altered on the disk is found and named, and everything beside it is still served."""

import logging
from pathlib import Path

import pytest

from tabara.access.errors import Refused
from tabara.access.protected import Whole
from tabara.protection.assistance.models import Service
from tabara.protection.assistance.operations import open_notes
from tabara.protection.intake.operations import Names, find_people, open_identity
from tabara.sealing.cipher import SealBroken
from tabara.sealing.keys import Purpose, destroy_key
from tabara.sealing.models import DataKey
from tabara.vault import queries as identities
from tabara.vault.models import Identity
from tests.factories import NOW, assisted, make_member, register, screened
from tests.web.steps import page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def alter(row, field: str = "sealed") -> None:
    """Flip one bit in the middle of what is stored."""
    content = bytearray(bytes(getattr(row, field)))
    content[len(content) // 2] ^= 1
    rows = type(row)._default_manager
    rows = rows.everything(Whole.CHECK) if hasattr(rows, "everything") else rows
    rows.filter(pk=row.pk).update(**{field: bytes(content)})


def stored(kind, **which):
    """Return a stored row, past the rule that says for whom."""
    rows = kind._default_manager
    return (rows.everything(Whole.CHECK) if hasattr(rows, "everything") else rows).get(**which)


def test_an_altered_name_is_left_out_of_a_search_and_named_in_the_log(caplog) -> None:
    worker = make_member()
    bad, good = (register(worker, given="Zebedayo", surname="Ntakirutimana") for _ in range(2))
    alter(stored(Identity, person=bad.person_id))
    with caplog.at_level(logging.WARNING):
        found = find_people(by=worker, at=NOW, names=Names(given="Zebedayo", surname="Ntakirutimana"))
    assert [match.case.pk for match in found] == [good.pk]
    (line,) = (record.getMessage() for record in caplog.records if record.name == "tabara.vault.queries")
    assert (f"The sealed identity of {bad.person_id}" in line, "Zebedayo" in line) == (True, False)


@pytest.mark.parametrize("what", ["the name", "its key"])
def test_an_altered_name_is_not_taken_for_an_erased_one(what: str) -> None:
    worker = make_member()
    case = register(worker)
    if what == "the name":
        alter(stored(Identity, person=case.person_id))
    else:
        alter(DataKey.objects.get(subject=case.person_id), "wrapped")
    with pytest.raises(SealBroken, match=str(case.person_id)):
        open_identity(by=worker, at=NOW, case=case, reason="contact")
    destroy_key(case.person_id, Purpose.IDENTITY)
    with pytest.raises(Refused, match="erased"):
        open_identity(by=worker, at=NOW, case=case, reason="contact")


def test_one_altered_key_of_several_leaves_the_others() -> None:
    worker = make_member()
    bad, good = register(worker), register(worker)
    alter(DataKey.objects.get(subject=bad.person_id), "wrapped")
    opened = identities.names_of(by=worker, persons=[bad.person_id, good.person_id])
    assert list(opened) == [good.person_id]


def test_one_altered_note_is_said_to_be_so_and_the_others_are_read() -> None:
    worker = make_member()
    case = register(worker)
    screened(worker, case, notes="She ran at night.")
    bad = assisted(worker, case, notes="A blue gate.")
    assisted(worker, case, "cash", notes="Her cousin came.")
    alter(stored(Service, pk=bad.pk), "notes")
    notes = {note.about: note.text for note in open_notes(by=worker, at=NOW, case=case, reason="contact")}
    assert notes == {
        "screening": "She ran at night.",
        "psychosocial": "This note cannot be opened: it was altered. The administrator can restore it from a backup.",
        "cash": "Her cousin came.",
    }


def test_notes_that_were_erased_are_not_taken_for_altered_ones() -> None:
    worker = make_member()
    case = register(worker)
    screened(worker, case, notes="She ran at night.")
    destroy_key(case.pk, Purpose.NARRATIVE)
    with pytest.raises(Refused, match="has been erased"):
        open_notes(by=worker, at=NOW, case=case, reason="contact")


def test_the_page_of_an_altered_name_says_so_and_the_list_and_the_case_are_as_before() -> None:
    client = signed_in("caseworker")
    case = register(client.member)
    alter(stored(Identity, person=case.person_id))
    answer = client.post(page("open-name", number=case.pk), {"reason": "contact"})
    assert (answer.status_code, "cannot be opened: it was altered" in said(answer)) == (500, True)
    for address in (page("cases"), page("case", number=case.pk)):
        shown = client.get(address)
        assert (shown.status_code, case.code in said(shown)) == (200, True)


def test_without_the_root_key_pages_close_and_nothing_is_stored(root_file: Path) -> None:
    client = signed_in("caseworker")
    case = register(client.member)
    root_file.rename(root_file.with_suffix(".away"))
    opened = client.post(page("open-name", number=case.pk), {"reason": "contact"})
    assert (opened.status_code, "not in its place" in said(opened)) == (503, True)
    assert str(root_file) not in said(opened)
    before = DataKey.objects.count()
    begun = client.post(page("intake-begin"), {"given": "Odette", "surname": "Niragira", "sex": "female"})
    assert (begun.status_code, DataKey.objects.count()) == (503, before)
