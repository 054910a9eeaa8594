"""Groups of organisations."""

from typing import ClassVar

from django.db import models

from tabara import sealing


class Membership(models.Model):
    """An organisation's membership of a group, from a day until a day."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    group = models.CharField(max_length=40)
    organisation = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["group", "organisation"]
