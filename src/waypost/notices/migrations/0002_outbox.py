from typing import Any

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Left, StrIndex

import waypost.common.clock


def keep_what_was_sent(apps: Any, _schema_editor: Any) -> None:
    """Until here a row meant that a mail server took the letter. Its key begins with what is now its kind."""
    kind = Left("key", StrIndex("key", Value(":")) - 1)
    apps.get_model("notices", "Letter").objects.update(
        kind=kind, sent_at=F("created_at"), deadline_at=F("created_at"), due_at=None, tries=1
    )


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.AddField("letter", "kind", models.CharField(default="", max_length=40), preserve_default=False),
        migrations.AddField("letter", "facts", models.JSONField(default=dict)),
        migrations.AlterField("letter", "subject", models.CharField(blank=True, max_length=200)),
        migrations.AddField(
            "letter",
            "due_at",
            models.DateTimeField(blank=True, db_index=True, default=waypost.common.clock.now, null=True),
        ),
        migrations.AddField(
            "letter",
            "deadline_at",
            models.DateTimeField(default=waypost.common.clock.now),
            preserve_default=False,
        ),
        migrations.AddField("letter", "tries", models.PositiveIntegerField(default=0)),
        migrations.AddField("letter", "trouble", models.CharField(blank=True, max_length=300)),
        migrations.AddField("letter", "is_address_refused", models.BooleanField(default=False)),
        migrations.AddField("letter", "sent_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("letter", "gave_up_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddIndex("letter", models.Index(fields=["to"], name="letters_by_address")),
        migrations.RunPython(keep_what_was_sent, migrations.RunPython.noop),
    ]
