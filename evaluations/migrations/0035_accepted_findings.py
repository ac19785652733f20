import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluations', '0032_public_texts_and_remarks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FindingAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=64, verbose_name='疑点标记')),
                ('accepted_at', models.DateTimeField(verbose_name='认可时间')),
                ('accepted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='认可人')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accepted_findings', to='evaluations.evaluation')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluations.submission', verbose_name='认可时的报送')),
            ],
            options={
                'verbose_name': '疑点认可',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'mark'), name='finding_accepted_once')],
            },
        ),
    ]
