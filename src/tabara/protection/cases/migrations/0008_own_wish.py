from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_consent")]

    operations = [
        migrations.AddField(model_name="consent", name="own_wish", field=models.BooleanField(default=False)),
    ]
