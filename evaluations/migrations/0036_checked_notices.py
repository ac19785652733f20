"""A notice of rectification may be read by a second person before it is sent; when it was sent stands in its row."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now


def fill(apps, schema_editor):
    """Every notice of before was sent when it was written."""
    rows = apps.get_model("evaluations", "Rectification").objects.using(schema_editor.connection.alias)
    rows.update(sent_at=models.F("made_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('evaluations', '0034_publication_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='rectification',
            name='rectification_state_known',
        ),
        migrations.AddField(
            model_name='rectification',
            name='sent_at',
            field=models.DateTimeField(db_default=Now(), default=None, null=True, verbose_name='下达时间'),
        ),
        migrations.AlterField(
            model_name='rectification',
            name='made_at',
            field=models.DateTimeField(verbose_name='拟稿时间'),
        ),
        migrations.AlterField(
            model_name='rectification',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='拟稿人'),
        ),
        migrations.AlterField(
            model_name='rectification',
            name='state',
            field=models.CharField(choices=[('checking', '待审定'), ('drafting', '待修改'), ('asked', '待整改'), ('answered', '待核查'), ('closed', '已整改'), ('dropped', '已撤销')], default='asked', max_length=10, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='rectificationstep',
            name='act',
            field=models.CharField(choices=[('draft', '拟写整改通知，送另一人审核'), ('return', '审核未通过，退回修改'), ('redraft', '修改整改通知，重新送审'), ('send', '审核通过，下达整改通知'), ('ask', '下达整改通知'), ('answer', '报送整改情况'), ('close', '核查通过，销号'), ('reject', '核查未通过，继续整改'), ('drop', '撤销整改通知')], max_length=10, verbose_name='办理'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
