from django.db import migrations, models

NAMED = """
UPDATE vault_nametoken SET agency = (SELECT agency FROM vault_identity WHERE person = vault_nametoken.person)
"""


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.AddField("nametoken", "agency", models.UUIDField(null=True)),
        migrations.RunSQL(NAMED, migrations.RunSQL.noop),
        migrations.RunSQL("DELETE FROM vault_nametoken WHERE agency IS NULL", migrations.RunSQL.noop),
        migrations.AlterField("nametoken", "agency", models.UUIDField()),
        migrations.RemoveIndex("nametoken", "token_finds_person"),
        migrations.AddIndex("nametoken", models.Index(fields=["token", "agency", "person"], name="token_finds_people")),
    ]
