"""A version of a yearly form as an unchangeable row, and the way from its text to the scheme that scores."""

from django.db import models

from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.scheme import ScoringScheme


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

    def __str__(self) -> str:
        return f"{self.title}（{self.code}）"


def load_into_database(name_or_path: str) -> Scheme:
    """The scheme as an unchangeable row, found by the hash of its text or made now; raises SchemeError."""
    scheme = load_scheme(name_or_path)
    row, _ = Scheme.objects.get_or_create(
        digest=scheme.digest, defaults={"code": scheme.code, "title": scheme.title, "source": scheme.source}
    )
    return row


_parsed: dict[str, ScoringScheme] = {}
MOST_PARSED = 16


def parsed_scheme(row: Scheme) -> ScoringScheme:
    """The stored text as a Scheme; parsed once for each content, and only then is the long text asked for."""
    found = _parsed.get(row.digest)
    if found is None:
        if len(_parsed) >= MOST_PARSED:
            _parsed.clear()
        found = _parsed[row.digest] = parse_scheme(row.source, f"数据库中的指标体系 {row.digest[:12]}")
    return found
