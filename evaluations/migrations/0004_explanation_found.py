from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluations', '0003_printed_values'),
    ]

    operations = [
        migrations.AddField(
            model_name='explanation',
            name='found',
            field=models.CharField(blank=True, max_length=64, verbose_name='所说明的提示'),
        ),
    ]
