"""A voluntary return: from where to where, who takes the person over, and what has to be ready before."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.reintegration.enums import ReturnState


class Return(models.Model):
    """One journey home. Words and numbers are sealed; days and codes tell where it stands."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="returns")
    state = models.CharField(max_length=12, default=ReturnState.PREPARED)
    from_country = models.CharField(max_length=2)
    to_country = models.CharField(max_length=2)
    place = models.CharField(max_length=20, blank=True)  # within the country: never finer than a commune
    place_version = models.CharField(max_length=8, blank=True)
    prepared_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    depart_on = models.DateField()  # the day that is planned
    document = models.CharField(max_length=40, blank=True)
    document_asked_on = models.DateField(null=True)
    document_issued_on = models.DateField(null=True)
    document_number = models.BinaryField(null=True)
    escort = models.CharField(max_length=40, blank=True)
    route = models.BinaryField(null=True)
    receiver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    receiver_words = models.BinaryField(null=True)  # whoever receives and is no agency here
    cleared_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    cleared_on = models.DateField(null=True)
    departed_on = models.DateField(null=True)
    arrived_on = models.DateField(null=True)
    handed_over_on = models.DateField(null=True)
    received_by = models.BinaryField(null=True)
    condition = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    handover = models.BinaryField(null=True)
    called_off_on = models.DateField(null=True)
    call_off_reason = models.CharField(max_length=40, blank=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-prepared_on", "-id"]


class CheckItem(models.Model):
    """One item of the checklist of one return: done on a day, or not needed for a reason."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    journey = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    on = models.DateField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    not_needed = models.CharField(max_length=40, blank=True)  # the reason; nothing: it was done

    objects = OfCases()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["journey", "key"], name="one_item_of_a_return")]
