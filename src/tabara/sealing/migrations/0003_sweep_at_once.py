"""Let PostgreSQL's own vacuum come as soon as a key was destroyed, not when a fifth of them are."""

from django.db import migrations

SOON = "ALTER TABLE sealing_datakey SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0)"


def sweep_soon(apps, schema_editor):
    """Set it on the table of keys, where there is such a thing."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(SOON)


class Migration(migrations.Migration):
    dependencies = [("sealing", "0002_key_ids_and_erasures")]

    operations = [migrations.RunPython(sweep_soon, migrations.RunPython.noop)]
