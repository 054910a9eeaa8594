"""A file of providers is imported as one act, once, and undone as one as long as nobody touched what it brought."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent
from tabara.access.operation import new_event
from tabara.protection.directory import queries
from tabara.protection.directory.models import Brought, Offer, Provider, ProviderFile
from tabara.protection.directory.operations import (
    Terms,
    add_offer,
    close_provider,
    confirm_provider,
    drop_file,
    edit_offer,
    edit_provider,
    end_offer,
    exclude_provider,
    import_file,
    plan,
    seen_of,
    undo_import,
)
from tabara.sealing.keys import Purpose, has_key
from tests.protection.directory.filed import file_sent, imported, standings
from tests.protection.directory.invented import DAY, at_home, keeper, listed, next_door, offer, person, room
from tests.protection.sharing.sharers import now, today

pytestmark = pytest.mark.django_db(databases="__all__")

TWO = """
| Provider | Kind of provider | Place | Telephone | Languages spoken | Service      | For which sex | From which age |
| Akabanga | clinic           | ZZA1  | 22 00     | rn + fr          | medical      | female        | 18             |
| Akabanga |                  |       |           |                  | psychosocial |               |                |
| Brothers | other            | ZZB2  |           |                  |              |               |                |
"""
LONG_AGO = dt.date(2020, 1, 1)


def everything():
    """Return what the directory says, but the numbers of its rows and of their versions."""
    apart = ("id", "version", "provider_id")
    providers = [{k: v for k, v in row.items() if k not in apart} for row in Provider.objects.order_by("name").values()]
    offers = Offer.objects.order_by("provider__name", "service").values()
    return providers, [{k: v for k, v in row.items() if k not in apart} for row in offers]


def undone(file, by=None):
    return undo_import(by=by or keeper(), at=now(), file=file)


def stored(kind=Provider, **which):
    return kind.objects.get(**which)


def test_what_is_new_stands_in_the_directory_as_if_somebody_had_typed_it():
    by = keeper()
    done = imported(by, TWO)
    assert (done.state, done.done_by) == ("imported", by)
    one, other = Provider.objects.order_by("name")
    assert (one.name, one.kind, one.place, one.place_version) == ("Akabanga", "clinic", "ZZA1", "2024")
    assert (one.phone, one.languages, one.agency, one.verified_by) == ("22 00", ["rn", "fr"], None, by)
    assert (other.name, other.offers.count()) == ("Brothers", 0)
    assert [(row.service, row.sexes, row.age_from, row.cost) for row in one.offers.order_by("service")] == [
        ("medical", ["female"], 18, "free"),
        ("psychosocial", [], None, "free"),
    ]


def test_what_changes_is_changed_and_what_is_the_same_is_left_alone():
    one, same = listed("Akabanga", phone="11"), listed("Brothers", kind="other", place="ZZB2", languages=())
    medical = offer(one, "medical", terms=Terms(capacity=3))
    Provider.objects.update(verified_on=LONG_AGO)
    imported(keeper(), TWO)
    one.refresh_from_db()
    assert (one.phone, one.version, one.verified_on) == ("22 00", 2, today())
    medical.refresh_from_db()
    assert (medical.sexes, medical.age_from, medical.capacity, medical.version) == (["female"], 18, 3, 2)
    assert stored(pk=same.pk).verified_on == LONG_AGO


def test_the_whole_file_is_one_act_and_each_of_its_parts_stands_in_the_audit():
    by, number = keeper(), new_event()
    sent = file_sent(by, TWO)
    given = {"by": by, "event": number, "file": sent, "seen": seen_of(plan(by=by, file=sent, on=today()))}
    import_file(at=now(), **given)
    assert import_file(at=now(), **given) == sent  # the same act, come twice
    done = list(AuditEvent.objects.filter(outcome="done").order_by("pk").values_list("operation", flat=True))
    adding = ["directory.add_provider", "directory.add_offer", "directory.add_offer", "directory.add_provider"]
    assert done == ["directory.send_file", *adding, "directory.import_file"]
    with pytest.raises(Refused, match="imported or dropped already"):
        import_file(at=now(), **{**given, "event": new_event()})
    assert Provider.objects.count() == 2


def test_the_same_file_sent_twice_is_the_file_that_is_there_before_and_after_its_import():
    by = keeper()
    assert file_sent(by, TWO) == file_sent(keeper(), TWO)
    done = imported(by, TWO)
    assert file_sent(by, TWO) == done
    assert ProviderFile.objects.count() == 1
    assert file_sent(at_home("supervisor"), TWO) != done  # another agency's file is its own


def test_a_file_that_was_dropped_or_undone_can_be_sent_again():
    by = keeper()
    first = file_sent(by, TWO)
    drop_file(by=by, at=now(), file=first)
    second = imported(by, TWO)
    undone(second)
    third = imported(by, TWO)
    assert len({first.pk, second.pk, third.pk}) == 3
    assert Provider.objects.count() == 2


def test_a_provider_with_one_wrong_line_stays_out_whole_and_the_others_come():
    asked = TWO.replace("psychosocial", "dancing     ")
    assert standings(keeper(), asked) == ["waits", "refused", "new"]
    imported(keeper(), asked)
    assert [one.name for one in Provider.objects.all()] == ["Brothers"]
    assert Offer.objects.count() == 0


def test_a_file_that_would_change_nothing_is_refused_and_stays_to_be_looked_at():
    imported(keeper(), TWO)
    for asked in ("| Provider |\n| Brothers |", "| Provider | Kind of provider |\n| Sisters | zoo |"):
        with pytest.raises(Refused, match="No line of this file would change anything"):
            imported(keeper(), asked)
    assert Provider.objects.count() == 2
    assert {one.state for one in ProviderFile.objects.all()} == {"imported", "read"}


def test_what_somebody_changed_since_the_look_is_looked_at_again():
    by, one = keeper(), listed("Akabanga", phone="11")
    sent = file_sent(by, TWO)
    seen = seen_of(plan(by=by, file=sent, on=today()))
    edit_provider(by=by, at=now(), provider=one, saw=1, changes={"phone": "22 00"}, before={})
    with pytest.raises(Refused, match="The directory changed since"):
        import_file(by=by, at=now(), file=sent, seen=seen)
    assert not Provider.objects.filter(name="Brothers").exists()
    assert stored(ProviderFile).state == "read"


def test_a_failure_in_the_middle_leaves_nothing_behind(monkeypatch):
    before = everything()
    sent = file_sent(by := keeper(), TWO)
    seen = seen_of(plan(by=by, file=sent, on=today()))

    def broken(*_rows, **_given):
        raise OSError("the disk is full")

    monkeypatch.setattr(Brought.objects.__class__, "bulk_create", broken)  # the last thing that is written
    with pytest.raises(OSError, match="full"):
        import_file(by=by, at=now(), file=sent, seen=seen)
    monkeypatch.undo()
    assert everything() == before
    assert stored(ProviderFile).state == "read"
    assert not AuditEvent.objects.filter(operation="directory.add_provider").exists()


def test_what_a_file_held_is_gone_once_it_is_imported_or_dropped():
    done, dropped = imported(keeper(), TWO), file_sent(keeper(), TWO.replace("Akabanga", "Sisters"))
    drop_file(by=keeper(), at=now(), file=dropped)
    for row in (done, dropped):
        assert stored(ProviderFile, pk=row.pk).sealed is None
        assert not has_key(row.pk, Purpose.PLACE)
        with pytest.raises(Refused, match="imported or dropped already"):
            plan(by=keeper(), file=row, on=today())
    with pytest.raises(Refused, match="imported or dropped already"):
        drop_file(by=keeper(), at=now(), file=done)


def test_undone_it_is_as_if_the_file_had_never_come():
    one = listed("Akabanga", phone="11", place="ZZB1", languages=())
    offer(one, "medical", terms=Terms(age_from=3, full_until=today()))
    Provider.objects.update(verified_on=LONG_AGO)
    before = everything()
    done = imported(keeper(), TWO)
    assert everything() != before
    assert undone(done).state == "undone"
    assert everything() == before
    assert stored(pk=one.pk).version == 3  # who has its page open is asked, not overruled
    with pytest.raises(Refused, match="Only a file that was imported"):
        undone(done)


def test_a_secret_place_that_came_is_gone_with_its_key():
    asked = "| Provider | Kind of provider | Secret place |\n| Refuge | shelter | yes |"
    done = imported(keeper(), asked)
    refuge = stored(name="Refuge")
    assert (refuge.is_confidential, has_key(refuge.pk, Purpose.PLACE)) == (True, True)
    undone(done)
    assert not Provider.objects.exists()
    assert not has_key(refuge.pk, Purpose.PLACE)


def confirmed(one):
    confirm_provider(by=keeper(), at=now(), provider=one)


def corrected(one):
    edit_provider(by=keeper(), at=now(), provider=one, saw=one.version, changes={"phone": "1"}, before={})


def closed(one):
    close_provider(by=keeper(), at=now(), provider=one, on=today() + DAY)


def given_places(one):
    room(one, "women", 2)


def given_a_service(one):
    add_offer(by=keeper(), at=now(), provider=one, service="legal", terms=Terms())


def with_other_terms(one):
    row = one.offers.get(service="medical")
    edit_offer(by=keeper(), at=now(), provider=one, offer=row.pk, saw=row.version, changes={"capacity": 1}, before={})


def without_a_service(one):
    end_offer(by=keeper(), at=now(), provider=one, offer=one.offers.get(service="medical").pk)


def not_safe_for_somebody(one):
    worker = at_home()
    exclude_provider(by=worker, at=now(), case=person(worker), provider=one, reason="works_there", note="")


TOUCHES = [
    *(confirmed, corrected, closed, given_places, given_a_service),
    *(with_other_terms, without_a_service, not_safe_for_somebody),
]


@pytest.mark.parametrize("touch", TOUCHES, ids=lambda one: one.__name__)
def test_what_somebody_touched_since_is_not_undone_and_neither_is_the_rest(touch):
    done = imported(keeper(), TWO)
    touch(stored(name="Akabanga"))
    before = everything()
    with pytest.raises(Refused, match="Somebody has worked with this since: Akabanga"):
        undone(done)
    assert everything() == before
    assert stored(ProviderFile).state == "imported"


def test_another_agency_neither_imports_drops_nor_undoes_a_file():
    mine, theirs = at_home("supervisor"), next_door("supervisor")
    sent = file_sent(mine, TWO)
    seen = seen_of(plan(by=mine, file=sent, on=today()))
    with pytest.raises(NotAllowed):
        import_file(by=theirs, at=now(), file=sent, seen=seen)
    with pytest.raises(NotAllowed):
        drop_file(by=theirs, at=now(), file=sent)
    done = import_file(by=mine, at=now(), file=sent, seen=seen)
    with pytest.raises(NotAllowed):
        undone(done, by=theirs)
    assert [one.agency for one in Provider.objects.all()] == [mine.agency] * 2
    assert queries.files(by=theirs) == []
