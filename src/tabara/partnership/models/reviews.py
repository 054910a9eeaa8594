"""What others say of the country from outside, and what becomes of each thing that they recommend."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.partnership.enums import RecommendationState
from tabara.partnership.models.meetings import Decision
from tabara.partnership.models.membership import Membership


class ReviewEdition(models.Model):
    """An edition of a review that the pack does not know yet, written down by hand with its source."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    review = models.CharField(max_length=40)  # the pack's key of the review
    year = models.PositiveSmallIntegerField()
    rating = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300)
    published_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["review", "-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "year"], name="one_edition_of_a_review_in_a_year")
        ]


class Recommendation(models.Model):
    """One recommendation that the Commission follows: whose it is, who does it, by when, and where it stands.

    One of the pack's keeps its `key` and has no words of its own: they stand in the pack, in every language.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    review = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=500, blank=True)
    pillar = models.CharField(max_length=40)
    source = models.CharField(max_length=300)
    dated_on = models.DateField()  # from which day it is counted: when it was published, or first known of
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=12, default=RecommendationState.OPEN)
    settled_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["review", "-year", "dated_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["review", "year", "key"], condition=~models.Q(key=""), name="one_row_of_a_known_recommendation"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="recommendation_by_state")]


class RecommendationStep(models.Model):
    """What was told of a recommendation on a day, and where it stood from then on. Nothing of it is changed later."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="steps")
    told_on = models.DateField()
    words = models.CharField(max_length=500)
    state = models.CharField(max_length=12)
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["told_on", "id"]


class RecommendationTie(models.Model):
    """A decision of a meeting, or an activity of the plan by its code, that answers a recommendation."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="ties")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    activity = models.CharField(max_length=40, blank=True)
    tied_on = models.DateField()
    untied_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["tied_on", "id"]


class Evidence(models.Model):
    """Something that shows what was done about a recommendation: words, a day, and where it can be read."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="evidence")
    dated_on = models.DateField()
    words = models.CharField(max_length=500)
    link = models.CharField(max_length=300, blank=True)
    struck_on = models.DateField(null=True)
    struck_for = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["dated_on", "id"]


class Correction(models.Model):
    """What stood before something was put right, and why: of an edition, or of a recommendation."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    edition = models.ForeignKey(ReviewEdition, on_delete=models.PROTECT, null=True, related_name="corrections")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, null=True, related_name="corrections")
    field = models.CharField(max_length=20)
    before = models.CharField(max_length=500, blank=True)
    after = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=200)
    corrected_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["corrected_at", "id"]
