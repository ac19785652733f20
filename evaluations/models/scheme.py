from django.db import models


class Scheme(models.Model):
    """指标体系: one version of a yearly form, kept word for word. Loaded by content hash and never changed."""

    code = models.SlugField("代码", max_length=60)
    title = models.CharField("名称", max_length=120)
    source = models.TextField("TOML 原文")
    digest = models.CharField("SHA-256", max_length=64, unique=True)
    loaded_at = models.DateTimeField("载入时间", auto_now_add=True)

    class Meta:
        verbose_name = "指标体系"
        ordering = ["code", "-loaded_at"]

    def __str__(self):
        return f"{self.title}（{self.code}）"
