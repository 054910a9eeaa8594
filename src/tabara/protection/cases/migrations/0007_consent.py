import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tabara.sealing.chance


def number():
    return models.UUIDField(default=tabara.sealing.chance.event, editable=False, primary_key=True, serialize=False)


def to(model, related_name="+", **given):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=model, **given)


MEMBER = settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_review_by"),
        ("cases", "0006_identification"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("consent", "assents", models.BooleanField(null=True)),
        migrations.AddField("consent", "best_interests", models.CharField(blank=True, max_length=40)),
        migrations.AddField("consent", "guardian", models.CharField(blank=True, max_length=40)),
        migrations.AddField("consent", "overruled", models.BooleanField(null=True)),
        migrations.AddField("consent", "overruled_at", models.DateTimeField(null=True)),
        migrations.AddField("consent", "overruled_by", to(MEMBER, null=True)),
        migrations.AddField("consent", "overruled_for", models.CharField(blank=True, max_length=40)),
        migrations.CreateModel(
            name="Asking",
            fields=[
                ("id", number()),
                ("asked_on", models.DateField()),
                ("version", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=5)),
                ("interpreter", models.CharField(blank=True, max_length=40)),
                ("capacity", models.CharField(max_length=10)),
                ("again_on", models.DateField(null=True)),
                ("answers", models.JSONField(default=dict)),
                ("how", models.CharField(blank=True, max_length=10)),
                ("witness_role", models.CharField(blank=True, max_length=40)),
                ("child", models.BooleanField()),
                ("guardian", models.CharField(blank=True, max_length=40)),
                ("best_interests", models.CharField(blank=True, max_length=40)),
                ("recorded_at", models.DateTimeField()),
                ("case", to("cases.case", "askings")),
                ("read_by", to(MEMBER)),
                ("witness", to(MEMBER, null=True)),
            ],
            options={"ordering": ["-asked_on", "-id"]},
        ),
        migrations.AddField("consent", "asking", to("cases.asking", "consents", null=True)),
        migrations.CreateModel(
            name="ContactRule",
            fields=[
                ("id", number()),
                ("channel", models.CharField(max_length=12)),
                ("leave", models.CharField(max_length=10)),
                ("days", models.JSONField(default=list)),
                ("since", models.TimeField(null=True)),
                ("until", models.TimeField(null=True)),
                ("caller", models.CharField(default="anyone", max_length=10)),
                ("shared_number", models.BooleanField(default=False)),
                ("says", models.BinaryField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("case", to("cases.case", "contact_rules")),
                ("recorded_by", to(MEMBER)),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", number()),
                ("code", models.CharField(max_length=12)),
                ("groups", models.JSONField(default=list)),
                ("everything", models.BooleanField()),
                ("withdrawn_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=10)),
                ("law", models.CharField(blank=True, max_length=40)),
                ("answered_at", models.DateTimeField(null=True)),
                ("agency", to("access.agency")),
                ("answered_by", to(MEMBER, null=True)),
                ("case", to("cases.case", "notices")),
            ],
            options={"ordering": ["-withdrawn_at", "-id"]},
        ),
    ]
