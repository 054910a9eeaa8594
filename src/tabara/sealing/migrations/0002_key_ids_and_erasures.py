"""Each domain key says which root key wrapped it, so that there can be two of them; and erasures are counted."""

from django.conf import settings
from django.db import migrations, models

from tabara.sealing.root import ring


def name_the_root(apps, schema_editor):
    """Write the id of the one root key there was beside what it wrapped, once it has shown that it opens it."""
    known = apps.get_model("sealing", "DomainKey").objects.using(schema_editor.connection.alias)
    for row in known.all():
        root = ring(settings.HOME).current
        root.unwrap(bytes(row.wrapped))
        known.filter(pk=row.pk).update(root=root.id)


class Migration(migrations.Migration):
    dependencies = [("sealing", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lines", models.PositiveIntegerField(default=0)),
                ("chain", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.AddField("domainkey", "old_root", models.CharField(default="", max_length=8)),
        migrations.AddField("domainkey", "old_wrapped", models.BinaryField(null=True)),
        migrations.AddField("domainkey", "root", models.CharField(default="", max_length=8), preserve_default=False),
        migrations.RunPython(name_the_root, migrations.RunPython.noop),
    ]
