from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_the_whole_template"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="datechange",
            name="which",
            field=models.CharField(
                choices=[("start date", "Start date"), ("target date", "Target date")],
                default="target date",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="datechange",
            name="after",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="datechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("after__isnull", False), ("which", "start date"), _connector="OR"),
                name="target_date_stays_a_date",
            ),
        ),
    ]
