"""The database holds it too: one open clue of a household and risk."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("clues", "0001_start"), ("records", "0001_ledgers")]

    operations = [
        migrations.RunSQL(
            "CREATE UNIQUE INDEX clue_one_open ON ledger_clue (household_id, risk) "
            "WHERE state IN ('proposed', 'open', 'taken')",
            "DROP INDEX clue_one_open",
        )
    ]
