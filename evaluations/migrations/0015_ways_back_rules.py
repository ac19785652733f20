from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0015_ways_back_rows")]

    operations = [
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='publication_withdrawn_by_someone'),
        ),
    ]
