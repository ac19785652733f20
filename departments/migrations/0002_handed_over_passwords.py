from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("departments", "0001_initial")]

    operations = [
        migrations.AddField("user", "telephone", models.CharField("联系电话", max_length=30, blank=True)),
        migrations.AddField("user", "password_ends_at", models.DateTimeField("初始密码有效期至", null=True, blank=True)),
    ]
