from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0002_signed_bulletins")]

    operations = [
        migrations.AddField("signedbulletin", "layout", models.JSONField(default=list, verbose_name="版式")),
    ]
