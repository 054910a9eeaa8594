"""Let the status of each case say what its visits and its ending say: in follow-up, or closed because it went on."""

from typing import Any

from django.db import migrations

from tabara import codelists


def set_status(apps: Any, schema_editor: Any) -> None:
    """Move open cases with visits to come into follow-up, and name those that another agency goes on with."""
    case, visit = apps.get_model("cases", "Case"), apps.get_model("reintegration", "Visit")
    to_come = visit.objects.filter(state="planned", plan__ended_on=None).values("case")
    case.objects.filter(status="active", pk__in=to_come).update(status="follow_up")
    ending = apps.get_model("reintegration", "Ending")
    for reason in codelists.pack().codelist("closure_reason").codes.values():
        if status := reason.more.get("status"):
            ended = ending.objects.filter(reason=reason.key, reopened_on=None).values("case")
            case.objects.filter(status="closed", pk__in=ended).update(status=status)


class Migration(migrations.Migration):
    dependencies = [("reintegration", "0001_initial"), ("cases", "0008_own_wish")]

    operations = [migrations.RunPython(set_status, migrations.RunPython.noop)]
