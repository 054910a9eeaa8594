"""Reviews from outside: what is written down and lacking; recommendations until they are shown to be done."""

import datetime as dt
from typing import Any

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.partnership import operations, queries
from tabara.partnership.enums import RECOMMENDATION_STEPS, RecommendationState
from tabara.partnership.models import Correction, Evidence, Recommendation, RecommendationTie, ReviewEdition
from tests.factories import NOW, TODAY, make_member
from tests.partnership.commission import called, decided, groups, presence
from tests.partnership.outside import MONTH, recommended, shown, taken_up, told

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper() -> Member:
    return make_member("secretariat")


def edition(by: Member, **facts: Any) -> ReviewEdition:
    usual = {"at": NOW, "review": "mirror", "year": 2024, "source": "Mirror Office, page 1", "rating": "3"}
    return operations.record_edition(by=by, **{**usual, **facts})


def years(by: Member) -> dict[int, str]:
    known = queries.review(by=by, key="mirror")
    return {one.year: one.rating for one in queries.years(by=by, review=known, on=dt.date(2026, 3, 1))}


def test_a_year_that_lacks_is_shown_as_lacking_until_somebody_writes_it_down(keeper: Member) -> None:
    assert years(keeper) == {2026: "", 2025: "2", 2024: "", 2023: "2wl"}
    lacking = {
        one.year: one for one in queries.years(by=keeper, review=queries.review(by=keeper, key="mirror"), on=TODAY)
    }
    assert lacking[2024].missing("en") == "This edition could not be had."
    edition(keeper)
    assert years(keeper)[2024] == "3"


def test_what_is_corrected_keeps_what_stood_before(keeper: Member) -> None:
    row = edition(keeper)
    right = {"source": row.source, "rating": "2", "published_on": dt.date(2024, 6, 24)}
    operations.correct_edition(by=keeper, at=NOW, edition=row, reason="Read in the report itself.", **right)
    assert years(keeper)[2024] == "2"
    kept = Correction.objects.order_by("field").values_list("field", "before", "after", "reason")
    assert list(kept) == [
        ("published_on", "", "2024-06-24", "Read in the report itself."),
        ("rating", "3", "2", "Read in the report itself."),
    ]
    with pytest.raises(Refused, match="Nothing is different"):
        operations.correct_edition(by=keeper, at=NOW, edition=row, reason="Again.", **right)
    with pytest.raises(Refused, match="Say why it is corrected"):
        operations.correct_edition(by=keeper, at=NOW, edition=row, reason=" ", **{**right, "rating": "1"})


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"review": "window"}, "review", "The pack knows no such review"),
        ({"year": 1999}, "year", "Write a year from 2000 to"),
        ({"year": 2123}, "year", "Write a year from 2000 to"),
        ({"year": 2025}, "year", "The pack holds the edition of 2025 already"),
        ({"rating": "9"}, "rating", "is not in the list"),
        ({"source": " "}, "source", "Name the publication"),
        ({"source": "x" * 301}, "source", "at most 300 letters"),
        ({"published_on": TODAY + dt.timedelta(days=1)}, "published_on", "is after today"),
    ],
)
def test_an_edition_that_cannot_be_is_refused(keeper: Member, facts: Any, field: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        edition(keeper, **facts)
    assert (refusal.value.field, ReviewEdition.objects.exists()) == (field, False)


def test_a_year_is_written_down_once(keeper: Member) -> None:
    edition(keeper)
    with pytest.raises(Refused, match="The edition of 2024 is written down already"):
        edition(keeper)


def test_a_recommendation_of_the_pack_is_taken_up_once_with_its_day_and_its_words(keeper: Member) -> None:
    known = queries.review(by=keeper, key="mirror")
    waiting = [advice.key for _year, advice in queries.not_followed(by=keeper, review=known)]
    assert waiting == ["shelters", "screening", "training"]
    row = taken_up(keeper)
    assert (row.dated_on, row.pillar, row.source) == (
        dt.date(2023, 6, 15),
        "protection",
        "Invented for this project, page 3",
    )
    assert [queries.words_of(row, one) for one in ("en", "fr")] == [
        "Look for victims at the borders.",
        "Rechercher les victimes aux frontières.",
    ]
    assert [advice.key for _year, advice in queries.not_followed(by=keeper, review=known)] == ["shelters", "training"]
    with pytest.raises(Refused, match="is followed already"):
        taken_up(keeper)
    with pytest.raises(Refused, match="The pack knows no such recommendation"):
        taken_up(keeper, "wings")


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"words": ""}, "words", "Write what is recommended"),
        ({"words": "x" * 501}, "words", "at most 500 letters"),
        ({"source": ""}, "source", "Name the publication"),
        ({"pillar": "roof"}, "pillar", "is not in the list"),
        ({"dated_on": TODAY + dt.timedelta(days=1)}, "dated_on", "is after today"),
        ({"review": "window"}, "review", "The pack knows no such review"),
        ({"year": 1900}, "year", "Write a year from"),
    ],
)
def test_a_recommendation_that_cannot_be_is_refused(keeper: Member, facts: Any, field: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        recommended(keeper, **facts)
    assert (refusal.value.field, Recommendation.objects.exists()) == (field, False)


def test_only_what_was_written_by_hand_is_corrected_by_hand(keeper: Member) -> None:
    row = recommended(keeper)
    right = {"words": "Open two lines.", "pillar": row.pillar, "source": row.source, "dated_on": row.dated_on}
    operations.correct_recommendation(by=keeper, at=NOW, recommendation=row, reason="Misread.", **right)
    assert Correction.objects.get().before == "Open a line to call."
    with pytest.raises(Refused, match="stands in the pack"):
        operations.correct_recommendation(
            by=keeper, at=NOW, recommendation=taken_up(keeper), reason="Misread.", **right
        )


def test_it_is_done_only_when_something_shows_it(keeper: Member) -> None:
    row = recommended(keeper)
    with pytest.raises(Refused, match="Add the evidence first"):
        told(keeper, row, "done")
    proof = shown(keeper, row)
    told(keeper, row, "done")
    assert (row.state, row.settled_on) == ("done", TODAY)
    told(keeper, row, "under_way")
    operations.strike_evidence(by=keeper, at=NOW, recommendation=row, evidence=proof.pk, reason="Of another line.")
    with pytest.raises(Refused, match="Add the evidence first"):
        told(keeper, row, "done")
    assert [step.state for step in row.steps.all()] == ["done", "under_way"]


def test_it_is_rejected_only_with_a_reason(keeper: Member) -> None:
    row = recommended(keeper)
    with pytest.raises(Refused, match="Say why it is rejected"):
        told(keeper, row, "rejected", words=" ")
    told(keeper, row, "rejected", words="The law forbids it.")
    assert (row.state, row.settled_on) == ("rejected", TODAY)


@pytest.mark.parametrize("before", list(RecommendationState))
@pytest.mark.parametrize("after", list(RecommendationState))
def test_it_goes_only_the_steps_that_there_are(
    keeper: Member, before: RecommendationState, after: RecommendationState
) -> None:
    row = recommended(keeper)
    shown(keeper, row)
    Recommendation.objects.filter(pk=row.pk).update(state=before)
    if after == before or after in RECOMMENDATION_STEPS[before]:
        told(keeper, row, after)
        assert row.state == after
    else:
        with pytest.raises(Refused, match="opened again first"):
            told(keeper, row, after)


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"words": ""}, "words", "Write what was told of it"),
        ({"on": TODAY + dt.timedelta(days=1)}, "on", "is after today"),
        ({"on": TODAY - 3 * MONTH}, "on", "is before the day of the recommendation"),
    ],
)
def test_what_cannot_have_been_told_is_refused(keeper: Member, facts: Any, field: str, sentence: str) -> None:
    row = recommended(keeper)
    with pytest.raises(Refused, match=sentence) as refusal:
        told(keeper, row, "under_way", **facts)
    assert (refusal.value.field, row.steps.exists()) == (field, False)


def test_it_has_an_organisation_and_a_day_and_is_late_the_day_after(keeper: Member) -> None:
    row, (owner,) = recommended(keeper), groups(keeper, 1)
    given = {"by": keeper, "at": NOW, "recommendation": row, "owner": owner}
    operations.assign_recommendation(**given, due_on=TODAY)
    assert queries.recommendations(by=keeper, late_on=TODAY) == []
    assert queries.recommendations(by=keeper, late_on=TODAY + dt.timedelta(days=1)) == [row]
    with pytest.raises(Refused, match="is before the day of the recommendation"):
        operations.assign_recommendation(**given, due_on=TODAY - 3 * MONTH)
    with pytest.raises(Refused, match="is after ten years from today"):
        operations.assign_recommendation(**given, due_on=TODAY + dt.timedelta(days=4000))
    told(keeper, row, "rejected")
    with pytest.raises(Refused, match="is settled"):
        operations.assign_recommendation(**given, due_on=TODAY)


def test_who_left_gets_no_recommendation(keeper: Member) -> None:
    row, (owner,) = recommended(keeper), groups(keeper, 1)
    operations.leave(by=keeper, at=NOW, membership=owner, until=TODAY)
    with pytest.raises(Refused, match="Organisation 1 is no member any more"):
        operations.assign_recommendation(by=keeper, at=NOW, recommendation=row, owner=owner, due_on=TODAY)


def test_decisions_and_activities_answer_it_and_are_untied_again(keeper: Member) -> None:
    row, meeting = recommended(keeper), called(keeper)
    presence(keeper, meeting, groups(keeper, 1), ("present",))
    given = {"by": keeper, "at": NOW, "recommendation": row}
    first = operations.tie_answer(**given, decision=decided(keeper, meeting))
    operations.tie_answer(**given, activity="1.2.3")
    with pytest.raises(Refused, match="tied to it already"):
        operations.tie_answer(**given, activity=" 1.2.3 ")
    operations.untie_answer(**given, tie=first.pk)
    assert list(RecommendationTie.objects.filter(untied_on=None).values_list("activity", flat=True)) == ["1.2.3"]
    with pytest.raises(NotFound):
        operations.untie_answer(**given, tie=first.pk)


def test_an_answer_that_cannot_be_one_is_refused(keeper: Member) -> None:
    row, meeting = recommended(keeper), called(keeper, on=TODAY - 3 * MONTH)
    presence(keeper, meeting, groups(keeper, 1), ("present",))
    given = {"by": keeper, "at": NOW, "recommendation": row}
    old = decided(keeper, meeting)
    with pytest.raises(Refused, match="is before the day of the recommendation"):
        operations.tie_answer(**given, decision=old)
    with pytest.raises(Refused, match="one of the two"):
        operations.tie_answer(**given)
    with pytest.raises(Refused, match="one of the two"):
        operations.tie_answer(**given, decision=old, activity="1.2")
    with pytest.raises(Refused, match=r"such as 1\.2\.3"):
        operations.tie_answer(**given, activity="<b>")
    assert not RecommendationTie.objects.exists()


@pytest.mark.parametrize(
    "link", ["http://example.org", "javascript:alert(1)", "https://", "https://a:b@example.org", "https://exa mple.org"]
)
def test_only_an_address_that_can_be_opened_safely_is_kept(keeper: Member, link: str) -> None:
    row = recommended(keeper)
    with pytest.raises(Refused, match="beginning with https://"):
        shown(keeper, row, link=link)
    assert not Evidence.objects.exists()


def test_evidence_says_what_it_shows_and_is_struck_out_with_a_reason(keeper: Member) -> None:
    row = recommended(keeper)
    with pytest.raises(Refused, match="Write what it shows"):
        shown(keeper, row, words="")
    with pytest.raises(Refused, match="is after today"):
        shown(keeper, row, on=TODAY + dt.timedelta(days=1))
    proof = shown(keeper, row, link="")
    given = {"by": keeper, "at": NOW, "recommendation": row, "evidence": proof.pk}
    with pytest.raises(Refused, match="Say why it is struck out"):
        operations.strike_evidence(**given, reason="")
    operations.strike_evidence(**given, reason="Of another country.")
    with pytest.raises(NotFound):
        operations.strike_evidence(**given, reason="Again.")
    with pytest.raises(NotFound):
        operations.strike_evidence(**{**given, "recommendation": recommended(keeper)}, reason="Not of it.")


@pytest.mark.parametrize("role", ["caseworker", "justice", "administrator", "data_protection_officer"])
def test_whoever_does_not_belong_to_the_commission_reads_nothing_of_it(keeper: Member, role: str) -> None:
    row, other = recommended(keeper), make_member(role)
    for ask in (
        lambda: queries.reviews(by=other),
        lambda: queries.recommendations(by=other),
        lambda: queries.recommendation(by=other, number=row.pk),
        lambda: recommended(other),
        lambda: told(other, row, "rejected"),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_the_coordinator_reads_and_does_not_write(keeper: Member) -> None:
    row, other = recommended(keeper), make_member("coordinator")
    assert queries.recommendations(by=other, review="mirror") == [row]
    with pytest.raises(NotAllowed):
        shown(other, row)
