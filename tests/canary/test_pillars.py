"""What is told to courts, trainings, meetings, houses and focal points, and about a referral, is sealed as well."""

import pytest
from django.utils import timezone

from tabara.partnership.models import Meeting
from tabara.prevention.models import Training
from tabara.prosecution.models import CourtFile
from tabara.protection.directory.models import Provider
from tabara.protection.intake.operations import Names
from tabara.protection.referral.models import Referral
from tests.canary.rooms import day, redirected, send
from tests.canary.tables import in_the_clear
from tests.canary.telling import Words
from tests.factories import make_agency, make_member, make_team
from tests.partnership.commission import called, groups
from tests.protection.linking.houses import doubted
from tests.protection.sharing.sharers import agrees, receiver, registered, sender
from tests.research.studied import counted
from tests.web.steps import hidden, page, signed_in
from tests.web.test_sharing import signed_in as browser

pytestmark = pytest.mark.django_db(databases="__all__")


def test_what_a_court_is_told_is_sealed_in_every_table() -> None:
    make_agency("planted", name="Planted agency")
    words, justice, on = Words(12), signed_in("justice"), day("on", timezone.localdate())
    told = {"brought_by": "victim", "words": words.word("what a complaint says"), **on}
    send(justice, "open-court-file", told)
    file = CourtFile.objects.get()
    send(justice, "name-suspect", {"sex": "male", "name": words.word("name of a suspect")}, number=file.pk)
    opened = justice.post(page("court-words", number=file.pk), {"reason": "hearing"}).content.decode()
    assert words.said["what a complaint says"] in opened
    assert in_the_clear(words, "Planted agency") == []


def test_what_a_training_and_a_meeting_write_down_of_people_is_sealed_in_every_table() -> None:
    make_agency("planted", name="Planted agency")
    words, today = Words(13), timezone.localdate()
    trainer = signed_in("supervisor")
    send(trainer, "add-course", {"title": "Judging", "topic": "judging", "hours": 12, "refresher_months": 24})
    send(trainer, "record-training", {**day("held_on", today), "came_magistrate": 3})
    who = {"name": words.word("name of a trainee"), "number": words.word("number of a trainee")}
    who |= {"profile": "magistrate", "sex": "female", "after": 80}
    send(trainer, "add-trainee", who, number=Training.objects.get().pk)
    secretary = signed_in("secretariat")
    called(secretary.member, at=timezone.now(), on=today)
    groups(secretary.member, 1)
    meeting = Meeting.objects.get()
    minutes = {"words": words.word("minutes of a meeting")}
    send(secretary, "meeting-minutes", minutes, number=meeting.pk, item=meeting.items.first().pk)
    assert in_the_clear(words, "Planted agency") == []


def test_where_a_sealed_house_is_and_who_a_focal_point_is_lies_in_no_table() -> None:
    home = make_agency("planted", name="Planted agency")
    words, today = Words(14), timezone.localdate()
    keeper = signed_in("supervisor", agency=home, team=make_team(home))
    house = {"name": "House", "kind": "shelter", "place": "2024|ZZA1", "languages": ["rn"], "agency": str(home.pk)}
    send(keeper, "add-provider", house)
    where = {"address": words.word("address of a house"), "phone": words.number("telephone of a house")}
    send(keeper, "seal-provider", where, provider=Provider.objects.get().pk)
    point = {"agency": str(home.pk), "mandate": "women", "division": "2024", "sought": "Akarorero I"}
    point |= {"place": "2024|ZZA10101", "name": words.word("name of a focal point"), **day("since", today)}
    send(keeper, "add-focal-point", point)
    assert in_the_clear(words, "Planted agency") == []


def test_what_agencies_write_to_one_another_about_somebody_is_sealed_in_every_table() -> None:
    make_agency("planted", name="Planted agency")
    words, nurse = Words(15), browser(receiver())
    worker = browser(sender())
    case = registered(worker.member)
    agrees(worker.member, case, nurse.member.agency)
    given = {"service": "medical", "priority": "urgent", "groups": ["course", "narrative"]}
    given |= {"message": words.word("message of a referral")}
    send(worker, "refer-to", given, number=case.pk, agency=nurse.member.agency.pk)
    row = Referral._base_manager.get()
    seen = nurse.get(page("referral", number=row.pk))
    redirected("accept-referral", nurse.post(page("accept-referral", number=row.pk), {"event": hidden(seen, "event")}))
    done = {"outcome": "given", "services": ["medical"], "note": words.word("answer to a referral")}
    send(nurse, "finish-referral", done, number=row.pk)
    assert in_the_clear(words, "Planted agency") == []


def test_who_stands_on_linked_lists_is_named_in_no_table() -> None:
    make_agency("planted", name="Planted agency")
    words, officer = Words(16), signed_in("linkage_officer")
    names = Names(given=words.word("given name on a list"), surname=words.word("surname on a list"))
    one, other = (registered(sender(), names=names) for _house in range(2))
    counts = counted(make_member("researcher"), at=timezone.now(), officer=officer.member)
    pair = {"number": counts.linkage_id, "pair": doubted(officer.member, counts.linkage_id, one, other)}
    opened = officer.post(page("records", **pair), {"sent": "yes"}).content.decode()
    assert words.said["given name on a list"] in opened
    send(officer, "answer-records", {"answer": "same"}, **pair)
    assert in_the_clear(words, "Planted agency") == []
