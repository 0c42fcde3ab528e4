import django.db.models.deletion
from django.db import migrations, models

import fangpin_web.access.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                (
                    "kind",
                    models.CharField(
                        choices=[("phone", "电话随访"), ("inspection", "四不两直暗访")],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("among", models.CharField(max_length=20, verbose_name="抽取范围")),
                ("within", models.CharField(max_length=12, verbose_name="抽取区划")),
                ("salt", fangpin_web.access.fields.EncryptedField(kind="draw_salt")),
                ("commitment", models.CharField(max_length=64, verbose_name="种子校验值")),
                ("keys", models.JSONField(default=list, verbose_name="抽取范围名单")),
                ("population_print", models.CharField(max_length=64, verbose_name="名单校验值")),
                ("size", models.IntegerField(verbose_name="抽取数")),
                ("drawn_at", models.DateTimeField(verbose_name="抽取时间")),
                ("drawn_by", models.BigIntegerField(verbose_name="抽取人")),
                ("opened_at", models.DateTimeField(null=True, verbose_name="公开时间")),
            ],
            options={
                "verbose_name": "随机抽取",
                "verbose_name_plural": "随机抽取",
                "db_table": "duty_draw",
            },
        ),
        migrations.CreateModel(
            name="HandoverNote",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                ("leaving_id", models.BigIntegerField(verbose_name="移交人")),
                ("successor_id", models.BigIntegerField(verbose_name="接任人")),
                ("on", models.DateField(verbose_name="移交日期")),
                ("taken", models.IntegerField(verbose_name="接续责任数")),
                ("merged", models.IntegerField(verbose_name="合并责任数")),
                ("why", models.CharField(max_length=200, verbose_name="原因")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("by", models.BigIntegerField(verbose_name="办理人")),
            ],
            options={
                "verbose_name": "责任移交",
                "verbose_name_plural": "责任移交",
                "db_table": "duty_handover",
            },
        ),
        migrations.CreateModel(
            name="BinderPaper",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                ("household_id", models.BigIntegerField(verbose_name="户")),
                ("item", models.CharField(max_length=30, verbose_name="材料")),
                ("seen_on", models.DateField(verbose_name="查看日期")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("by", models.BigIntegerField(verbose_name="查看人")),
            ],
            options={
                "verbose_name": "户档案材料",
                "verbose_name_plural": "户档案材料",
                "db_table": "duty_binder_paper",
                "constraints": [models.UniqueConstraint(fields=("household_id", "item"), name="binder_paper_once")],
            },
        ),
        migrations.CreateModel(
            name="DrawnTarget",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                ("no", models.IntegerField(verbose_name="序号")),
                ("household_id", models.BigIntegerField(null=True, verbose_name="户")),
                ("target_area", models.CharField(max_length=12, verbose_name="目标区划")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待办"), ("done", "已完成"), ("to_visit", "改为入户")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("visit_id", models.BigIntegerField(null=True, verbose_name="走访台账行")),
                ("issue_id", models.BigIntegerField(null=True, verbose_name="问题台账行")),
                ("finished_on", models.DateField(null=True, verbose_name="完成日期")),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="duties.draw"
                    ),
                ),
            ],
            options={
                "verbose_name": "抽中对象",
                "verbose_name_plural": "抽中对象",
                "db_table": "duty_drawn_target",
            },
        ),
        migrations.CreateModel(
            name="CallAttempt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                ("no", models.IntegerField(verbose_name="第几次")),
                ("result", models.CharField(max_length=20, verbose_name="结果")),
                ("words", fangpin_web.access.fields.EncryptedField(kind="call_words", null=True)),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("by", models.BigIntegerField(verbose_name="拨打人")),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="duties.drawntarget"
                    ),
                ),
            ],
            options={
                "verbose_name": "拨打记录",
                "verbose_name_plural": "拨打记录",
                "db_table": "duty_call_attempt",
            },
        ),
        migrations.AddConstraint(
            model_name="drawntarget",
            constraint=models.UniqueConstraint(fields=("draw", "no"), name="drawn_once"),
        ),
        migrations.AddConstraint(
            model_name="callattempt",
            constraint=models.UniqueConstraint(fields=("target", "no"), name="call_no_once"),
        ),
    ]
