from django.db import migrations, models

PASSED = ["approved", "published"]


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0018_rests_rows")]

    operations = [
        migrations.AddConstraint(
            "evaluation",
            models.CheckConstraint(
                name="evaluation_taken_down_is_approved",
                condition=models.Q(taken_down=False) | models.Q(status="approved"),
            ),
        ),
        migrations.AddConstraint(
            "evaluation",
            models.CheckConstraint(
                name="evaluation_correction_waits_passed",
                condition=models.Q(correction_waits=False) | models.Q(status__in=PASSED),
            ),
        ),
    ]
