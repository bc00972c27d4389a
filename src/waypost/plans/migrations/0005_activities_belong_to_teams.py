import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_measurements_by_file")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="activities",
                to="plans.team",
            ),
        ),
    ]
