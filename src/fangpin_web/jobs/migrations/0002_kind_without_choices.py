from django.db import migrations, models


class Migration(migrations.Migration):
    """Which kinds of work there are is said in the model alone: a new kind is no change of the table."""

    dependencies = [
        ("jobs", "0001_start"),
    ]

    operations = [
        migrations.AlterField(
            model_name="progress", name="kind", field=models.CharField(max_length=20, verbose_name="任务")
        ),
    ]
