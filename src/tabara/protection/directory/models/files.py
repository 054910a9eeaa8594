"""A file of providers that somebody sent, and what each of its lines brought into the directory."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.directory.enums import FileState

STANDING = (FileState.READ, FileState.IMPORTED)


class ProviderFile(models.Model):
    """A file of providers: looked at first, then imported as one act, and undone as one.

    What it holds is sealed until it is imported or dropped, and gone then: somebody may have written an address into it
    that must not be found.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True)
    lines = models.PositiveIntegerField()
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=FileState.READ)
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    done_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "fingerprint"], condition=Q(state__in=STANDING), name="one_import_of_a_file"
            )
        ]

    # Whoever keeps the providers of the agency that sent it sees to it.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None

    @property
    def in_network(self) -> bool:
        """Return whether its agency takes part in the referral mechanism."""
        return self.agency.in_network


class Brought(models.Model):
    """What a file made or changed, and what stood there before: taken back as long as nobody touched it since.

    It names rows by their numbers: what a file made is gone once it is undone.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    file = models.ForeignKey(ProviderFile, on_delete=models.PROTECT, related_name="brought")
    line = models.PositiveIntegerField()
    provider = models.UUIDField()
    offer = models.UUIDField(null=True)  # none: the provider itself
    is_new = models.BooleanField()
    before = models.JSONField(default=dict)
    version = models.PositiveIntegerField()  # as the import left it

    class Meta:
        ordering: ClassVar = ["line", "id"]
