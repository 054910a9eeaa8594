"""From lists to a number that may leave, through the pages: researcher, linkage officer, and a second person."""

import json

import pytest
from django.utils import timezone

from tabara import jobs
from tabara.access.speaking import for_everybody
from tabara.mart.build import build
from tabara.publication.models import Release
from tabara.publication.studies import leaving
from tabara.research.models import CaptureCount, CountedList, Linkage, Study
from tabara.research.operations import strike_linkage
from tabara.vault.models import LinkedPair
from tests.factories import make_agency, make_member
from tests.protection.linking.houses import taken_in
from tests.publication.studies.examples import least
from tests.research.studied import counted, found_of, studied
from tests.web.steps import hidden, page, said, signed_in
from tests.web.test_partnership import parts_of, sent

pytestmark = pytest.mark.django_db(databases="__all__")
TWO = ("Immaculée", "Jeanne")


def pressed(client, name, **parts):
    return client.post(page(name, **parts), {"sent": "yes"}, follow=True)


def defined(client, key, house):
    make_agency(house)
    told = {"key": key, "title": f"People of {house}", "agencies": [house], "victims": "presumed", "words": "All."}
    first = timezone.localdate().replace(year=2020, day=1)
    days = {**parts_of("since", first), **parts_of("until", first.replace(year=2100))}
    return sent(client, "define-list", {**told, **days})


def asked_for(researcher):
    """Define the lists of two houses and have them linked; return the number of the linkage."""
    taken_in("amani", *range(9))
    taken_in("umoja", 7, 8, *range(20, 26))
    for key, house in (("AMANI", "amani"), ("UMOJA", "umoja")):
        assert "The list is defined." in said(defined(researcher, key, house))
    lists = [str(one.pk) for one in CountedList.objects.all()]
    assert "The linkage officer is asked." in said(sent(researcher, "ask-linkage", {"lists": lists, "seed": 1}))
    return Linkage.objects.get().pk


def linked(officer, number):
    """Have a worker link the lists, look at the pair in doubt, and count."""
    assert "waits for you" in said(officer.get(page("linking")))
    assert "It waits for its turn." in said(pressed(officer, "run-linking", number=number))
    assert "HX-Refresh" not in officer.get(page("linking-progress", number=number))
    jobs.work_off()
    assert officer.get(page("linking-progress", number=number))["HX-Refresh"] == "true"
    assert "How well it was linked" in said(officer.get(page("linking-run", number=number)))
    with for_everybody():
        row = LinkedPair.objects.of_run(number).order_by("-probability").first()
        LinkedPair.objects.of_run(number).filter(pk=row.pk).update(to_decide=True, probability=0.7)
    assert not any(name in said(officer.get(page("next-records", number=number), follow=True)) for name in TWO)
    opened = pressed(officer, "records", number=number, pair=row.pk)
    assert any(name in said(opened) for name in TWO)
    told = {"answer": "same", "event": hidden(opened, "event")}
    answer = officer.post(page("answer-records", number=number, pair=row.pk), told, follow=True)
    assert "No pair waits any more" in said(answer)
    assert "The lists are counted." in said(pressed(officer, "count-lists", number=number))


def test_lists_are_defined_linked_looked_at_counted_studied_and_signed_off():
    researcher, officer, data = signed_in("researcher"), signed_in("linkage_officer"), signed_in("data_team")
    number = asked_for(researcher)
    linked(officer, number)
    counts = CaptureCount.objects.first()
    assert (counts.histories, counts.decided) == ({"10": 7, "01": 6, "11": 2}, 1)
    assert "15 people on the lists" in said(researcher.get(page("linkage", number=number)))
    assert "As a table" in said(researcher.get(page("counts", number=counts.pk)))
    assert researcher.get(page("counts-picture", number=counts.pk))["Content-Type"] == "image/svg+xml"
    told = {"title": "How many?", "resamples": 100, "seed": 1, "why_closed": "One year only."}
    assert "It waits for its turn." in said(sent(researcher, "ask-study", told, number=counts.pk))
    jobs.work_off()
    study = Study.objects.get()
    shown = said(researcher.get(page("study", number=study.pk)))
    assert "waits for a second person" in shown
    assert "another person signs it off" in shown
    assert data.get(page("study-report", number=study.pk)).content.startswith(b"%PDF")
    refusal = said(data.post(page("study-release", number=study.pk)))
    assert "Nobody has signed this study off." in refusal
    answer = said(sent(data, "study", {"agrees": "yes", "words": "I read it."}, number=study.pk))
    assert "signed off" in answer
    assert "I read it." in answer
    assert data.post(page("study-release", number=study.pk)).content.startswith(b"%PDF")
    entered_in_the_register(data)
    told = leaving(study.result, language="en", signed="the data team")
    assert told.sentence.startswith("At least")
    assert any("A pilot" in one or "pilot" in one for one in told.beside)
    assert leaving(study.result, language="rn", signed="") is None
    assert json.loads(data.get(page("study-json", number=study.pk)).content)["outcome"] == study.outcome
    handed_out_no_more_once_struck(data, study)


def handed_out_no_more_once_struck(data, study):
    """A study of a linkage that was taken out of use is there to be read, and not to be handed out."""
    assert "The report for others" in said(data.get(page("study", number=study.pk)))
    strike_linkage(by=data.member, at=timezone.now(), linkage=study.counts.linkage)
    assert "The report for others" not in said(data.get(page("study", number=study.pk)))


def entered_in_the_register(data):
    """The report that others may read is a release: all that it tells exactly is how many people were seen."""
    left = Release.objects.get()
    assert (left.kind, left.profile, left.given_by, left.threshold) == ("study", "public", data.member, 10)
    assert {row["value"] for row in left.numbers} == {15, None}  # each list and their overlap are of a few people
    assert "Study of how many there are, " in said(data.get(page("releases")))


def test_what_cannot_be_defined_asked_or_signed_is_said_beside_the_question():
    client = signed_in("researcher")
    for name, parts in (("define-list", {}), ("ask-study", {"number": counted(client.member).pk})):
        answer = client.post(page(name, **parts), {"sent": "yes"})
        assert (answer.status_code, "needs an answer" in said(answer)) == (422, True)
    assert client.post(page("ask-linkage"), {"seed": 1, "lists": []}).status_code == 422
    assert defined(client, "A", "amani").status_code == 422  # the name is taken


def test_a_list_and_a_linkage_are_taken_out_of_use():
    client = signed_in("researcher")
    row = counted(client.member)
    one = CountedList.objects.first()
    assert "The list is out of use." in said(pressed(client, "strike-list", number=one.pk))
    assert "Taken out of use" in said(client.get(page("counted-list", number=one.pk)))
    assert "The linkage is out of use." in said(pressed(client, "strike-linkage", number=row.linkage_id))


def test_a_study_that_could_not_be_made_says_so():
    client = signed_in("researcher")
    study = studied(client.member)
    client.member.__class__.objects.filter(pk=client.member.pk).update(is_active=False)
    jobs.work_off()
    client.member.__class__.objects.filter(pk=client.member.pk).update(is_active=True)
    assert "no open account" in said(client.get(page("study", number=study.pk)))


def test_a_least_number_goes_with_its_warning():
    client = signed_in("researcher")
    study = studied(client.member)
    result = least().as_dict()
    Study.objects.filter(pk=study.pk).update(result=result, outcome=result["outcome"], finished_at=timezone.now())
    shown = said(client.get(page("study", number=study.pk)))
    assert f"At least {round(least().quoted.value):,} people" in shown
    assert "The coverage of the limits is nominal" in shown
    assert "At least 3 lists" in shown
    client.get(page("home"), {"language": "fr"})
    assert "Au moins 3 listes" in said(client.get(page("study", number=study.pk)))


@pytest.mark.past_the_walls  # the mart reads by a role of its own, which sees only what is committed
def test_a_signed_study_of_a_few_people_stays_with_a_sentence_also_on_an_infosheet(settings, tmp_path):
    settings.MART = tmp_path / "mart"
    build(settings.MART, at=timezone.now())
    researcher, client = make_member("researcher"), signed_in("data_team")
    counts = counted(researcher, histories={"100": 2, "010": 2, "110": 1})
    row, result = studied(researcher, counts=counts), found_of(counts)
    Study.objects.filter(pk=row.pk).update(result=result, outcome=result["outcome"], finished_at=timezone.now())
    assert "signed off" in said(sent(client, "study", {"agrees": "yes", "words": "I read it."}, number=row.pk))
    ticked = {"report": "highlights", "tongue": "en", "study": "yes"}
    answers = (
        client.post(page("study-release", number=row.pk)),
        client.post(page("infosheet-pdf"), ticked),
        client.get(page("infosheet"), ticked),
        client.get(page("infosheet-preview"), ticked),
    )
    for answer in answers:
        assert answer.status_code == 422
        assert "Fewer than 10 people were seen, so nothing of the study may be published." in said(answer)
    assert Release.objects.count() == 0
    assert client.post(page("infosheet-pdf"), {**ticked, "study": ""}).content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["counts", "study", "linkage"])
def test_who_links_reads_no_counts(name):
    row = counted(make_member("researcher"))
    numbers = {"counts": row.pk, "linkage": row.linkage_id, "study": row.pk}
    assert signed_in("linkage_officer").get(page(name, number=numbers[name])).status_code == 403


@pytest.mark.parametrize(("role", "name"), [("researcher", "research"), ("linkage_officer", "linking")])
def test_the_first_page_leads_to_the_work(role, name):
    assert f'href="{page(name)}"' in signed_in(role).get(page("home")).content.decode().partition("<main")[2]
