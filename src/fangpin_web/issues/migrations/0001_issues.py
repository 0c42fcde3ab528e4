from django.db import migrations, models

import fangpin_web.access.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RectificationAct",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                (
                    "about",
                    models.CharField(
                        choices=[("issue", "问题"), ("campaign_task", "任务")], max_length=16, verbose_name="对象"
                    ),
                ),
                ("row_id", models.BigIntegerField(verbose_name="对象键")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("opened", "登记"),
                            ("assign", "交办"),
                            ("note", "进展"),
                            ("submit", "提交验收"),
                            ("accept", "验收销号"),
                            ("return", "退回"),
                            ("reopen", "重新打开"),
                            ("void", "作废"),
                            ("sweep", "举一反三"),
                        ],
                        max_length=8,
                        verbose_name="办理",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("words", fangpin_web.access.fields.EncryptedField(kind="issue_words", null=True)),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("by", models.BigIntegerField(verbose_name="办理人")),
            ],
            options={
                "verbose_name": "整改办理记录",
                "verbose_name_plural": "整改办理记录",
                "db_table": "rectification_act",
                "indexes": [models.Index(fields=["about", "row_id", "id"], name="rectification_row")],
            },
        ),
    ]
