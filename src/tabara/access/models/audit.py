"""What was done, by whom, in a chain that shows when a link is changed or missing. Never a name, never a text."""

from typing import ClassVar

from django.db import models


class AuditEvent(models.Model):
    """One act, done or refused."""

    seq = models.BigIntegerField(primary_key=True)
    event = models.UUIDField()
    at = models.DateTimeField()
    member = models.UUIDField(null=True)
    operation = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10)
    subject = models.UUIDField(null=True, db_index=True)
    thing_kind = models.CharField(max_length=60, blank=True)
    thing = models.CharField(max_length=36, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "operation"], name="one_act")]

    def content(self) -> dict[str, object]:
        """Return what the digest is taken over."""
        return {
            "seq": self.seq,
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


class AuditHead(models.Model):
    """The last link; whoever appends holds its lock, so that no two links share a place."""

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
