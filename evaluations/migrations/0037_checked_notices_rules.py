from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("evaluations", "0036_checked_notices")]

    operations = [
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['checking', 'drafting', 'asked', 'answered', 'closed', 'dropped'])), name='rectification_state_known'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'dropped'), models.Q(('sent_at__isnull', True), ('state__in', ['checking', 'drafting'])), models.Q(('sent_at__isnull', False), ('state__in', ['asked', 'answered', 'closed'])), _connector='OR'), name='rectification_sent_before_answered'),
        ),
    ]
