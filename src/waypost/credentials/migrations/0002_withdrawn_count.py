from django.db import migrations, models


class Migration(migrations.Migration):
    """Lists that were signed before count none, so that the next look signs those with withdrawals once more."""

    dependencies = [
        ("credentials", "0001_initial"),
    ]

    operations = [
        migrations.AddField("statuslist", "withdrawn_count", models.PositiveIntegerField(default=0)),
    ]
