"""Papers that are handed round: their figures are put on record, and stay where two would tell of a few people."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara.access.models import AuditEvent
from tabara.indicators.entries import from_row
from tabara.mart.build import build
from tabara.partnership import operations
from tabara.publication.models import Release
from tests.factories import make_member, register
from tests.partnership.commission import called
from tests.partnership.plans import FIRST, HEADER, draft_of, owner, seen_of, sheet
from tests.publication.test_brief import text
from tests.web.steps import hidden, page, said, signed_in

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.past_the_walls,  # the mart reads by a role of its own, which sees only what is committed
]


@pytest.fixture
def people(settings, tmp_path):
    """Register so many people in the last quarter that is over, or on another day, and build the mart."""
    settings.MART = tmp_path / "mart"
    worker = make_member()

    def come(many, on=None):
        for _each in range(many):
            register(worker, at=timezone.now(), opened_on=on or over())
        build(settings.MART, at=timezone.now())

    return come


def over():
    """Return the last day of the last quarter that is over."""
    today = timezone.localdate()
    return today.replace(month=today.month - (today.month - 1) % 3, day=1) - dt.timedelta(days=1)


def brief_of(client, meeting, **asked):
    return client.post(page("meeting-brief", number=meeting.pk), {"tongue": "en", **asked})


def scorecard_of(client, **asked):
    return client.post(page("national-plan-pdf"), {"tongue": "en", **asked})


def planned(by):
    """Load a plan of one activity, which is to reach a hundred people registered in the year of the last quarter."""
    owner(by)
    year, at = over().year, timezone.now()
    row = {**FIRST, "Indicator": "persons_registered", f"Target {year}": 100}
    row |= {"Begins on": dt.date(year, 1, 1), "Ends on": dt.date(timezone.localdate().year, 12, 31)}
    header = [*(name for name in HEADER if not name.startswith("Target 2")), f"Target {year}"]
    version = operations.plan.send_plan(by=by, at=at, title="NAP", content=sheet(row, header=header))
    operations.plan.load_plan(by=by, at=at, version=version, seen=seen_of(draft_of(version)))


def test_the_brief_leaves_with_its_figures_on_record_and_again_with_the_same_ones(people):
    people(12)
    client = signed_in("secretariat")
    meeting = called(client.member, at=timezone.now(), on=timezone.localdate())
    assert "People registered" in text(brief_of(client, meeting).content)
    brief_of(client, meeting, tongue="fr")
    first, again = Release.objects.order_by("given_at", "id")
    assert (first.kind, first.profile, first.given_by, again.language) == ("brief", "members", client.member, "fr")
    assert 12 in [from_row(row).value for row in first.numbers if row["key"] == "persons_registered"]
    assert again.numbers == []
    assert AuditEvent.objects.filter(operation="brief.release", outcome="done").count() == 2


def test_a_brief_beside_which_three_newcomers_would_stand_out_is_had_without_its_figures(people):
    people(12)
    client = signed_in("secretariat")
    meeting = called(client.member, at=timezone.now(), on=timezone.localdate())
    brief_of(client, meeting)
    people(3)
    answer = brief_of(client, meeting)
    assert answer.status_code == 422
    told = said(answer)
    assert "“Figures of the brief" in told
    assert "fewer than 10 people joined or left since in “People registered" in told
    assert "Print it without figures" in told
    paper = text(brief_of(client, meeting, figures="none").content)
    assert "Printed without figures." in paper
    assert "People registered" not in paper
    assert Release.objects.count() == 1
    people(10)  # enough newcomers hide each other
    assert brief_of(client, meeting).content.startswith(b"%PDF")


def test_the_scorecard_is_put_on_record_and_is_had_without_its_figures_where_it_would_tell_too_much(people):
    people(12)
    client = signed_in("secretariat")
    planned(client.member)
    assert "12 of 100" in text(scorecard_of(client).content)
    first = Release.objects.get()
    assert (first.kind, first.profile, [row["value"] for row in first.numbers]) == ("scorecard", "members", [12])
    people(3)
    answer = scorecard_of(client)
    assert answer.status_code == 422
    assert "“Scorecard of the plan" in said(answer)
    paper = text(scorecard_of(client, figures="none").content)
    assert "Printed without figures." in paper
    assert "12 of 100" not in paper
    assert "15 of 100" not in paper


def test_neither_the_brief_nor_the_scorecard_puts_a_quarter_under_way_on_record(people):
    """212 people counted on 28 March, entered as those of the quarter, would keep its sheet of 217 in for good."""
    people(12)
    people(14, on=over() + dt.timedelta(days=1))
    client = signed_in("secretariat")
    planned(client.member)
    meeting = called(client.member, at=timezone.now(), on=timezone.localdate())
    brief_of(client, meeting)
    assert "12 of 100" in text(scorecard_of(client).content)
    numbers = [from_row(row) for release in Release.objects.all() for row in release.numbers]
    assert {one.until for one in numbers} == {
        over() + dt.timedelta(days=1),
        over().replace(day=1, month=over().month - 2),
    }
    people(3, on=over() + dt.timedelta(days=1))  # newcomers of the quarter under way change nothing that was printed
    assert brief_of(client, meeting).content.startswith(b"%PDF")
    assert "12 of 100" in text(scorecard_of(client).content)


def test_a_mart_built_before_the_quarter_was_over_does_not_stand_for_the_whole_of_it(people, settings):
    people(12)
    build(settings.MART, at=timezone.make_aware(dt.datetime.combine(over(), dt.time(12))))
    client = signed_in("secretariat")
    brief_of(client, called(client.member, at=timezone.now(), on=timezone.localdate()))
    assert max(from_row(row).until for row in Release.objects.get().numbers) == over().replace(
        day=1, month=over().month - 2
    )


def test_links_put_nothing_on_record_and_one_page_prints_in_each_language(people):
    people(12)
    client = signed_in("secretariat")
    planned(client.member)
    meeting = called(client.member, at=timezone.now(), on=timezone.localdate())
    there = page("meeting", number=meeting.pk)
    assert client.get(page("meeting-brief", number=meeting.pk)).url == there
    assert client.get(page("national-plan-pdf")).url == page("national-plan")
    assert Release.objects.count() == 0
    shown = client.get(there)
    assert "its numbers are put on record" in said(shown)
    event = hidden(shown, "event")
    for tongue in ("fr", "en", "fr"):  # the same button twice is one act
        assert brief_of(client, meeting, tongue=tongue, event=event).content.startswith(b"%PDF")
    assert sorted(Release.objects.values_list("language", flat=True)) == ["en", "fr"]
    people(20)  # the page stays open while figures are built anew: what leaves now is another act
    assert brief_of(client, meeting, tongue="fr", event=event).content.startswith(b"%PDF")
    assert Release.objects.count() == 3


def test_a_paper_that_cannot_be_set_says_why_and_is_not_on_record(people):
    people(12)
    client = signed_in("secretariat")
    meeting = called(client.member, at=timezone.now(), on=timezone.localdate())
    operations.add_item(by=client.member, at=timezone.now(), meeting=meeting, kind="plan", title="A \U00012000")
    answer = brief_of(client, meeting)
    assert answer.status_code == 422
    assert "has a letter that its font does not have" in said(answer)
    assert Release.objects.count() == 0


def test_the_dossier_of_the_year_under_way_has_no_figures_and_puts_nothing_on_record(people):
    people(12, on=timezone.localdate())
    client, year = signed_in("secretariat"), timezone.localdate().year
    there, asked = page("dossier-pdf"), {"about": "mirror", "tongue": "en"}
    assert client.get(there, {**asked, "year": year}).url == page("dossier")
    assert "Printed without figures." in text(client.post(there, {**asked, "year": year}).content)
    assert Release.objects.count() == 0
    client.post(there, {**asked, "year": year - 1})
    assert Release.objects.get().until == dt.date(year, 1, 1)
