"""The keys that the database holds: always wrapped, never in the clear."""

from django.db import models


class DomainKey(models.Model):
    """An agency's key for one purpose, wrapped by the root key; in the course of a rotation by two of them."""

    agency = models.UUIDField()
    purpose = models.CharField(max_length=16)
    version = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()
    root = models.CharField(max_length=8)  # the id of the root key that wrapped it
    old_wrapped = models.BinaryField(null=True)
    old_root = models.CharField(max_length=8, default="")  # … and of the one before, until that is retired

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


class Erasure(models.Model):
    """How many lines the erasure ledger had when a key was last destroyed, so that a shorter ledger is noticed."""

    lines = models.PositiveIntegerField(default=0)
    chain = models.CharField(max_length=64, default="")  # the digest of all of them
