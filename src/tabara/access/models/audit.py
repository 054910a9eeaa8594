"""What was done, read and refused, by whom. Never a name, never a text. Rows of these three tables are only added."""

from typing import Any, ClassVar

from django.db import models


class AuditEvent(models.Model):
    """One act or one look: done, shown or denied. Stored in the transaction of the act itself."""

    id = models.BigAutoField(primary_key=True)
    event = models.UUIDField()
    at = models.DateTimeField()
    member = models.UUIDField(null=True)
    agency = models.UUIDField(null=True)  # the member's, at that moment
    operation = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10)
    subject = models.UUIDField(null=True, db_index=True)
    thing_kind = models.CharField(max_length=60, blank=True)
    thing = models.CharField(max_length=36, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    query = models.CharField(max_length=32, blank=True)  # what was searched for, as a number only our key can make
    answers = models.CharField(max_length=32, blank=True)  # what the act was given, as such a number: sent twice or not

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "operation"], name="one_act")]
        indexes: ClassVar = [
            models.Index(fields=["at"], name="acts_by_moment"),
            models.Index(fields=["agency", "at"], name="acts_of_agency"),
            models.Index(fields=["member", "at"], name="acts_of_member"),
        ]

    def content(self, seq: int) -> dict[str, Any]:
        """Return what the digest of its link is taken over; what came with a later version stands there where given."""
        told = {
            "seq": seq,
            "event": str(self.event),
            "at": self.at.isoformat(),
            "member": str(self.member),
            "operation": self.operation,
            "outcome": self.outcome,
            "subject": str(self.subject),
            "thing_kind": self.thing_kind,
            "thing": self.thing,
            "reason": self.reason,
        }
        return told | {name: str(value) for name in ("agency", "query", "answers") if (value := getattr(self, name))}


class AuditLink(models.Model):
    """The place of one event in the chain: its digest is taken over the event and the digest before it."""

    seq = models.BigIntegerField(primary_key=True)
    # No constraint in the database: it would cost each act a look, and what it forbids is what `verify` has to find.
    entry = models.OneToOneField(AuditEvent, on_delete=models.DO_NOTHING, db_constraint=False, related_name="link")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["seq"]


class AuditCheckpoint(models.Model):
    """How the chain stood at one moment, signed: whoever keeps a copy can show that it was not rewritten since."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField()
    seq = models.BigIntegerField()
    head = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    peaks = models.JSONField()  # where the next checkpoint goes on counting; together they give the root
    previous = models.CharField(max_length=64)  # the digest of the statement of the checkpoint before
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering: ClassVar = ["number"]

    def statement(self) -> dict[str, Any]:
        """Return what is signed."""
        return {
            "kind": "tabara audit checkpoint 1",
            "number": self.number,
            "at": self.at.isoformat(),
            "seq": self.seq,
            "head": self.head,
            "root": self.root,
            "previous": self.previous,
            "key": self.key,
        }
