import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tabara.sealing


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_task"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Interview",
            fields=[
                (
                    "id",
                    models.UUIDField(default=tabara.sealing.event, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(default="open", max_length=10)),
                ("begun_on", models.DateField()),
                ("saved_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("answers", models.BinaryField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("led", models.JSONField(default=dict)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interviews", to="cases.case"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "screening",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview",
                        to="cases.screening",
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("case",), name="one_open_interview_of_a_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recourse",
            fields=[
                (
                    "id",
                    models.UUIDField(default=tabara.sealing.event, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=10)),
                ("asked_on", models.DateField()),
                ("asked_by", models.CharField(max_length=40)),
                ("grounds", models.BinaryField(null=True)),
                ("due_on", models.DateField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("decided_on", models.DateField(null=True)),
                ("reasons", models.BinaryField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recourses", to="cases.case"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recourses", to="cases.determination"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "result",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_by",
                        to="cases.determination",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("case",), name="one_open_recourse_of_a_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reflection",
            fields=[
                (
                    "id",
                    models.UUIDField(default=tabara.sealing.event, editable=False, primary_key=True, serialize=False),
                ),
                ("step", models.CharField(max_length=10)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("note", models.BinaryField(null=True)),
                ("recorded_on", models.DateField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reflections", to="cases.case"
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.reflection",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_on", "-id"],
            },
        ),
    ]
