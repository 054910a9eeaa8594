"""The chain moves out of the events into links of its own, so that no row of either is ever changed.

What was chained before keeps its digests: the content of an old event is what it was.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

COPY = """
INSERT INTO access_auditlink (seq, entry_id, previous, digest)
SELECT id, id, previous, digest FROM access_auditevent ORDER BY id
"""


def go_on_counting(apps: Any, schema_editor: Any) -> None:
    """Let PostgreSQL number new events after the old ones; SQLite does by itself."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "SELECT setval(pg_get_serial_sequence('access_auditevent', 'id'), "
            "coalesce((SELECT max(id) FROM access_auditevent), 0) + 1, false)"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_approval"),
    ]

    operations = [
        migrations.RenameField(model_name="auditevent", old_name="seq", new_name="id"),
        migrations.AlterModelOptions(name="auditevent", options={"ordering": ["id"]}),
        migrations.AlterField(
            model_name="auditevent", name="id", field=models.BigAutoField(primary_key=True, serialize=False)
        ),
        migrations.RunPython(go_on_counting, migrations.RunPython.noop, elidable=False),
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                (
                    "entry",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="link",
                        to="access.auditevent",
                    ),
                ),
            ],
            options={"ordering": ["seq"]},
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="auditevent", name="previous"),
        migrations.RemoveField(model_name="auditevent", name="digest"),
        migrations.DeleteModel(name="AuditHead"),
        migrations.AddField(model_name="auditevent", name="agency", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="auditevent",
            name="query",
            field=models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddIndex(model_name="auditevent", index=models.Index(fields=["at"], name="acts_by_moment")),
        migrations.AddIndex(
            model_name="auditevent", index=models.Index(fields=["agency", "at"], name="acts_of_agency")
        ),
        migrations.AddIndex(
            model_name="auditevent", index=models.Index(fields=["member", "at"], name="acts_of_member")
        ),
        migrations.CreateModel(
            name="AuditCheckpoint",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
                ("head", models.CharField(max_length=64)),
                ("root", models.CharField(max_length=64)),
                ("peaks", models.JSONField()),
                ("previous", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
            ],
            options={"ordering": ["number"]},
        ),
    ]
