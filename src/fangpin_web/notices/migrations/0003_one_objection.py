import django.db.models.deletion
from django.db import migrations, models

import fangpin_web.access.fields


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_objection_to_a_family"),
        ("records", "0005_casework"),
    ]

    operations = [
        migrations.AlterField(
            model_name="objection",
            name="notice",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="notices.notice"
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.case"
            ),
        ),
        migrations.RemoveField(model_name="objection", name="answer"),
        migrations.AddField(
            model_name="objection",
            name="answer",
            field=fangpin_web.access.fields.EncryptedField(kind="objection", null=True, verbose_name="答复"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("notice__isnull", True), ("case__isnull", True), _connector="XOR"),
                name="objection_to_one_thing",
            ),
        ),
    ]
