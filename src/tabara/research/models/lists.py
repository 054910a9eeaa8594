"""A list: which agencies' people count, when, and whom of them one takes for a victim."""

from typing import Any, ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.research.enums import Victims


class CountedList(models.Model):
    """The definition of one list. It is never changed: another definition is another list."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    key = models.CharField(max_length=20)  # its name in the capture table
    title = models.CharField(max_length=80)
    agencies = models.JSONField()  # their keys, in order
    victims = models.CharField(max_length=12, default=Victims.PRESUMED)
    since = models.DateField()  # registered from this day …
    until = models.DateField()  # … until the day before this one
    words = models.CharField(max_length=300, blank=True)  # how its agencies come to know people, and what it covers
    kept_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    struck_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["key", "-kept_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(struck_at=None), name="one_counted_list_of_a_name"
            )
        ]

    def defined(self) -> dict[str, Any]:
        """Return the definition as it travels with every count that rests on it."""
        return {
            "key": self.key,
            "title": self.title,
            "agencies": list(self.agencies),
            "victims": str(self.victims),
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "words": self.words,
        }
