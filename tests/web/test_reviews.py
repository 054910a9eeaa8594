"""Reviews from outside on their pages: read with what lacks, followed to evidence, framed, printed."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tabara.partnership import operations
from tabara.partnership.models import Recommendation, ReviewEdition
from tests.factories import make_member
from tests.partnership.commission import called, decided, groups, presence
from tests.partnership.outside import recommended, shown
from tests.partnership.plans import loaded, owner
from tests.web.steps import page, said, signed_in
from tests.web.test_partnership import parts_of, sent

pytestmark = pytest.mark.django_db(databases="__all__")
LONG_AGO = dt.timedelta(days=60)


def todays(**facts: Any) -> dict[str, Any]:
    """Return facts of a recommendation that is known for two months."""
    now = timezone.now()
    return {"at": now, "year": now.year, "dated_on": timezone.localdate() - LONG_AGO, **facts}


def test_a_year_that_lacks_says_so_until_it_is_written_down_and_corrected() -> None:
    client = signed_in("secretariat")
    answer = said(client.get(page("review", review="mirror")))
    assert "This edition could not be had." in answer
    assert "Nothing is known here of this edition." in answer
    told = {"year": "2024", "rating": "3", "source": "Mirror Office, page 2"}
    answer = sent(client, "record-edition", told, review="mirror")
    assert "Mirror Office, page 2" in said(answer)
    right = {"rating": "2", "source": "Mirror Office, page 2", "reason": "Read again."}
    answer = sent(client, "correct-edition", right, number=ReviewEdition.objects.get().pk)
    assert "“3” became “2”. Read again." in said(answer)


def test_a_newcomer_follows_a_recommendation_until_it_is_shown_to_be_done() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    meeting = called(client.member, at=timezone.now(), on=today)
    (owner,) = groups(client.member, 1)
    presence(client.member, meeting, [owner], ("present",), timezone.now())
    decision = decided(client.member, meeting, at=timezone.now(), due_on=today + dt.timedelta(days=3))
    address = page("take-up", review="mirror") + "?what=2023.screening"
    assert "Look for victims at the borders." in said(client.get(address))
    answer = client.post(address, {"event": ""}, follow=True)
    assert "Say who does it, by when" in said(answer)
    number = Recommendation.objects.get().pk
    due = {"owner": str(owner.pk), **parts_of("due_on", today + dt.timedelta(days=30))}
    assert "Organisation 1" in said(sent(client, "assign-recommendation", due, number=number))
    assert "Open a shelter" in said(sent(client, "tie-answer", {"decision": str(decision.pk)}, number=number))
    done = {"words": "All posts were visited.", "state": "done", **parts_of("on", today)}
    answer = sent(client, "tell-recommendation", done, number=number)
    assert (answer.status_code, "Add the evidence first" in said(answer)) == (422, True)
    proof = {"words": "The report of the visits.", "link": "https://example.org/r", **parts_of("on", today)}
    assert "https://example.org/r" in said(sent(client, "add-evidence", proof, number=number))
    assert "All posts were visited." in said(sent(client, "tell-recommendation", done, number=number))
    assert "Look for victims at the borders." in said(client.get(page("recommendations") + "?state=done"))
    assert "None yet." in said(client.get(page("recommendations")))


def test_what_is_followed_by_now_leads_back_to_the_review() -> None:
    client = signed_in("secretariat")
    for what in ("", "?what=2023.nothing", "?what=%00"):
        answer = client.get(page("take-up", review="mirror") + what)
        assert (answer.status_code, answer.url) == (302, page("review", review="mirror"))


def test_what_is_tied_or_shown_by_mistake_stays_readable() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    row = recommended(client.member, **todays())
    sent(client, "tie-answer", {"activity": "1.2.3"}, number=row.pk)
    proof = shown(client.member, row, at=timezone.now(), on=today)
    answer = sent(client, "untie-answer", {}, number=row.pk, tie=row.ties.get().pk)
    assert "untied on" in said(answer)
    answer = sent(client, "strike-evidence", {"reason": "Of another line."}, number=row.pk, evidence=proof.pk)
    assert "Of another line." in said(answer)


def test_a_recommendation_written_by_hand_is_corrected_with_its_history() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    told = {"words": "Open a line.", "pillar": "protection", "source": "Page 4", "year": str(today.year)}
    answer = sent(client, "add-recommendation", told | parts_of("dated_on", today), review="mirror")
    assert "Open a line." in said(answer)
    number = Recommendation.objects.get().pk
    right = {**told, "words": "Open two lines.", "reason": "Misread.", **parts_of("dated_on", today)}
    answer = said(sent(client, "correct-recommendation", right, number=number))
    assert "“Open a line.” became “Open two lines.”. Misread." in answer


def test_what_is_late_stands_on_the_home_and_in_its_list() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    row = recommended(client.member, **todays())
    (owner,) = groups(client.member, 1)
    Recommendation.objects.filter(pk=row.pk).update(owner=owner, due_on=today - dt.timedelta(days=1))
    home = said(client.get(page("partnership")))
    assert ("Open a line to call." in home, "1 Recommendations late" in home) == (True, True)
    assert "Open a line to call." in said(client.get(page("recommendations") + "?state=late"))


def test_a_frame_says_why_there_is_no_figure() -> None:
    answer = said(signed_in("coordinator").get(page("frame", frame="sdg")))
    assert "It needs a survey of households" in answer
    assert "No figures have been built yet." in answer
    assert signed_in("coordinator").get(page("frame", frame="moon")).status_code == 404


@pytest.mark.parametrize("about", ["mirror", "sdg"])
@pytest.mark.parametrize("tongue", ["en", "fr", "xx"])
def test_a_dossier_is_chosen_and_sent_under_a_name_that_says_its_year_alone(about: str, tongue: str) -> None:
    client = signed_in("coordinator")
    assert "Make the PDF" in said(client.get(page("dossier") + f"?about={about}"))
    answer = client.post(page("dossier-pdf"), {"about": about, "year": 2025, "tongue": tongue})
    assert answer.content.startswith(b"%PDF")
    spoken = tongue if tongue == "fr" else "en"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="dossier-2025-{spoken}.pdf"'


def test_a_dossier_of_nothing_leads_to_the_choice() -> None:
    answer = signed_in("coordinator").post(page("dossier-pdf"), {"about": "moon", "year": 9999})
    assert (answer.status_code, answer.url) == (302, page("dossier"))


def test_an_empty_house_leads_on() -> None:
    client = signed_in("secretariat")
    for name, way in (("reviews", "Mirror report"), ("recommendations", "Reviews from outside")):
        assert way in said(client.get(page(name)))
    (row,) = [recommended(make_member("secretariat"), **todays())]
    answer = said(client.get(page("assign-recommendation", number=row.pk)))
    assert "The Commission has no members yet." in answer


def test_an_activity_of_the_plan_in_force_is_offered_and_one_that_is_gone_says_so() -> None:
    client = signed_in("secretariat")
    owner(client.member)
    loaded(client.member, at=timezone.now())
    one = recommended(client.member, **todays())
    assert "2.1.1" in said(client.get(page("tie-answer", number=one.pk)))
    answer = said(sent(client, "tie-answer", {"activity": "2.1.1"}, number=one.pk))
    assert "Activity 2.1.1 of the plan:" in answer
    operations.tie_answer(by=client.member, at=timezone.now(), recommendation=one, activity="9.9")
    assert "not in the plan in force" in said(client.get(page("recommendation", number=one.pk)))
