from django.db import migrations, models


class Migration(migrations.Migration):
    """Explanations become public only where somebody says so; of what is there already, every section was gone on from."""

    dependencies = [("evaluations", "0026_provable_record")]

    operations = [
        migrations.AddField("explanation", "public", models.BooleanField("公开", default=False)),
        migrations.AddField("sectionstate", "left", models.BooleanField("离开过", default=True)),
        migrations.AlterField("sectionstate", "left", models.BooleanField("离开过", default=False)),
    ]
