from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_saved_forms'),
    ]

    operations = [
        migrations.AlterField(
            model_name='savedform',
            name='typed',
            field=models.CharField(db_index=True, max_length=64),
        ),
    ]
