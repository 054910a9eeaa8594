"""Things: the stores of an agency, what moved in and out of them, and how many there are."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.assistance.models.held import OfAgency, WrittenOnce
from tabara.protection.assistance.models.service import Service


class Store(OfAgency):
    """A place where an agency keeps things that it gives."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    name = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "name"], name="one_store_of_each_name")]


class OnHand(models.Model):
    """How many of an item lie in a store: the sum of its movements, kept in the same act as each of them."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="on_hand")
    item = models.CharField(max_length=40)
    quantity = models.IntegerField(default=0)
    low_mark = models.PositiveIntegerField(null=True)  # at this number and below it, more has to come

    class Meta:
        ordering: ClassVar = ["item"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["store", "item"], name="one_number_of_each_item"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="never_below_zero"),
        ]

    @property
    def low(self) -> bool:
        """Return whether more has to come."""
        return self.low_mark is not None and self.quantity <= self.low_mark


class Movement(WrittenOnce):
    """One line of a store's book: so many of an item came in (above zero) or went out (below zero)."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="movements")
    item = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    quantity = models.IntegerField()
    left = models.PositiveIntegerField()  # how many there were after it
    on = models.DateField()
    reason = models.CharField(max_length=40, blank=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="movements", null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-recorded_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["store", "item", "-recorded_at"], name="the_book_of_an_item")]
