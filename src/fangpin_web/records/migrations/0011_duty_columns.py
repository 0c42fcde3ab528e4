import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_programme_diseases"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaigntask",
            name="returned_on",
            field=models.DateField(blank=True, null=True, verbose_name="退回日期"),
        ),
        migrations.AddField(
            model_name="campaigntask",
            name="submitted_on",
            field=models.DateField(blank=True, null=True, verbose_name="提交日期"),
        ),
        migrations.AddField(
            model_name="campaigntask",
            name="voided_on",
            field=models.DateField(
                blank=True,
                help_text="Entered by mistake; it stays and counts no more.",
                null=True,
                verbose_name="作废日期",
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="leader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.officer",
                verbose_name="责任领导",
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="outcome",
            field=models.CharField(blank=True, null=True, verbose_name="整改结果"),
        ),
        migrations.AddField(
            model_name="issue",
            name="remedy",
            field=models.CharField(blank=True, null=True, verbose_name="整改措施"),
        ),
        migrations.AddField(
            model_name="issue",
            name="second_person",
            field=models.BooleanField(
                blank=True,
                help_text="Whoever accepted it is not whoever submitted it.",
                null=True,
                verbose_name="第二人验收",
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="swept_from",
            field=models.ForeignKey(
                blank=True,
                help_text="The issue whose sweep of like places led to this one.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.issue",
                verbose_name="举一反三自",
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="voided_on",
            field=models.DateField(
                blank=True,
                help_text="Entered by mistake; it stays and counts no more.",
                null=True,
                verbose_name="作废日期",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="content",
            field=models.CharField(blank=True, null=True, verbose_name="措施内容"),
        ),
        migrations.AddField(
            model_name="measure",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="落实期限"),
        ),
        migrations.AddField(
            model_name="measure",
            name="evidence",
            field=models.BooleanField(blank=True, null=True, verbose_name="有佐证"),
        ),
        migrations.AddField(
            model_name="measure",
            name="officer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="records.officer",
                verbose_name="责任人",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="goal",
            field=models.CharField(blank=True, null=True, verbose_name="帮扶目标"),
        ),
        migrations.AddField(
            model_name="plan",
            name="needs",
            field=models.CharField(blank=True, null=True, verbose_name="帮扶需求"),
        ),
        migrations.AlterField(
            model_name="campaigntask",
            name="done_on",
            field=models.DateField(
                blank=True, help_text="The day a second person accepted it.", null=True, verbose_name="完成日期"
            ),
        ),
    ]
