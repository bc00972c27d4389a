import waypost.common.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_roster'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedForm',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('typed', models.CharField(max_length=64)),
                ('went_to', models.TextField()),
                ('saved_at', models.DateTimeField(default=waypost.common.clock.now)),
            ],
        ),
    ]
