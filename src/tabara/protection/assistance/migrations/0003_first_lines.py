"""Write the first lines of the ledger: what services cost that were recorded before there was one."""

from typing import Any

from django.db import migrations, models

from tabara import codelists, sealing


def write_lines(apps: Any, schema_editor: Any) -> None:
    """Write one line for each amount of the own agency's help that nobody took back."""
    service, entry = apps.get_model("assistance", "Service"), apps.get_model("assistance", "Entry")
    rows = service.objects.filter(amount__isnull=False, retracted_on=None, entries=None)
    own = rows.filter(provider=models.F("recorded_by__agency")).order_by("pk")
    if not own.exists():
        return
    purposes = codelists.pack().codelist("payment_purpose").codes.values()
    purpose = {one.more["service"]: one.key for one in purposes if one.more.get("service")}
    lines = (
        entry(
            id=sealing.event(),
            case_id=one.case_id,
            agency_id=one.provider_id,
            service_id=one.pk,
            on=one.delivered_on,
            amount=one.amount,
            currency=one.currency,
            purpose=purpose.get(one.code, "other"),
            way="cash",
            receipt=sealing.code(8),
            received_by="person",
            paid_by_id=one.recorded_by_id,
            recorded_at=one.recorded_at,
        )
        for one in own.iterator(chunk_size=2000)
    )
    entry.objects.bulk_create(lines, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("assistance", "0002_help")]

    operations = [migrations.RunPython(write_lines, migrations.RunPython.noop)]
