# What a paper prints of itself; papers until 1.3 print the digest of their submission (format 1).

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def keep_printed_digests(apps, schema_editor):
    """Every paper that exists prints the beginning of its submission's digest."""
    Publication = apps.get_model("evaluations", "Publication")
    Submission = apps.get_model("evaluations", "Submission")
    digest = Submission.objects.filter(pk=OuterRef("submission")).values("sha256")[:1]
    Publication.objects.exclude(file="").update(paper_format=1, printed_digest=Subquery(digest))


class Migration(migrations.Migration):

    dependencies = [
        ('evaluations', '0024_figure_sources'),
    ]

    operations = [
        migrations.AddField(
            model_name='publication',
            name='chain_head',
            field=models.CharField(blank=True, max_length=64, verbose_name='印出的日志封印'),
        ),
        migrations.AddField(
            model_name='publication',
            name='paper_format',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='文件格式'),
        ),
        migrations.AddField(
            model_name='publication',
            name='printed_digest',
            field=models.CharField(blank=True, db_index=True, max_length=64, verbose_name='印出的摘要'),
        ),
        migrations.AddField(
            model_name='publication',
            name='sealed_by',
            field=models.CharField(blank=True, max_length=200, verbose_name='电子签名'),
        ),
        migrations.RunPython(keep_printed_digests, migrations.RunPython.noop),
    ]
