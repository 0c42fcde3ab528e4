"""What others state is the ledger of reported figures; the table that held it beside the ledger goes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0002_restatements"),
        ("publishing", "0001_start"),
    ]

    operations = [
        migrations.DeleteModel(name="StatedComparison"),
        migrations.DeleteModel(name="StatedFigure"),
        migrations.CreateModel(
            name="StatedComparison",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("row_id", models.BigIntegerField(verbose_name="报送数")),
                ("counted", models.DecimalField(decimal_places=6, max_digits=38, null=True, verbose_name="统计数")),
                ("difference", models.DecimalField(decimal_places=6, max_digits=38, null=True, verbose_name="相差")),
                ("unknown", models.BigIntegerField(verbose_name="无法判断")),
                ("rows", models.BigIntegerField(verbose_name="记录数")),
                ("at", models.DateTimeField(verbose_name="比较时间")),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="publishing.seal", verbose_name="快照"
                    ),
                ),
            ],
            options={
                "verbose_name": "报送与统计比较",
                "verbose_name_plural": "报送与统计比较",
                "db_table": "stated_comparison",
                "constraints": [models.UniqueConstraint(fields=("row_id", "seal"), name="stated_compared_once")],
            },
        ),
    ]
