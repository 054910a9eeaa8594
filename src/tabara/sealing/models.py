"""The keys that the database holds: always wrapped, never in the clear."""

from django.db import models


class DomainKey(models.Model):
    """An agency's key for one purpose, wrapped by the root key."""

    agency = models.UUIDField()
    purpose = models.CharField(max_length=16)
    version = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "purpose", "version"], name="one_domain_key")]


class DataKey(models.Model):
    """The key of one person's identity or of one case's narrative, wrapped by the agency's domain key."""

    subject = models.UUIDField()
    purpose = models.CharField(max_length=16)
    domain = models.ForeignKey(DomainKey, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "purpose"], name="one_data_key")]
