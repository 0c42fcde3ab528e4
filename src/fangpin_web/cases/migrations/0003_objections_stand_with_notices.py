from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_sheet_of_a_notice"),
    ]

    operations = [
        migrations.DeleteModel(name="Objection"),
        migrations.RemoveField(model_name="occasion", name="until_on"),
    ]
