from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_known_to_two_agencies")]

    operations = [
        migrations.RemoveIndex(model_name="change", name="changes_of_agency"),
        migrations.AlterModelOptions(name="change", options={"ordering": ["-told_at", "-id"]}),
        migrations.AddField(
            model_name="change",
            name="told_at",
            field=models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="change", index=models.Index(fields=["agency", "-told_at"], name="changes_of_agency")
        ),
    ]
