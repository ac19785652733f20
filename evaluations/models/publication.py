from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.models import Department
from evaluations.language.states import PUBLICATION_LABELS
from evaluations.models.submission import Submission


class Publication(models.Model):
    """An approved submission on its way to the portal: its PDF, its checksum, and who made it public."""

    class State(models.TextChoices):
        PREPARING = "preparing", PUBLICATION_LABELS["preparing"]
        READY = "ready", PUBLICATION_LABELS["ready"]
        LIVE = "live", PUBLICATION_LABELS["live"]
        SUPERSEDED = "superseded", PUBLICATION_LABELS["superseded"]
        WITHDRAWN = "withdrawn", PUBLICATION_LABELS["withdrawn"]

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="publication")
    department = models.ForeignKey(Department, models.PROTECT, related_name="publications")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=12, choices=State, default=State.PREPARING)
    title = models.CharField("标题", max_length=200)
    file = models.CharField("PDF 文件", max_length=120, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveIntegerField("字节数", null=True, blank=True)
    pages = models.PositiveSmallIntegerField("页数", null=True, blank=True)
    rendered_at = models.DateTimeField("生成时间", null=True, blank=True)
    # What the paper says of itself, for whoever checks it: 0 no paper yet; 1 (until 1.3) the digest printed is that of the
    # submission, of which only the bureau has all; 2 it is that of the public document inside the PDF.
    paper_format = models.PositiveSmallIntegerField("文件格式", default=0)
    printed_digest = models.CharField("印出的摘要", max_length=64, blank=True, db_index=True)
    chain_head = models.CharField("印出的日志封印", max_length=64, blank=True)
    sealed_by = models.CharField("电子签名", max_length=200, blank=True)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name="公开人",
    )
    withdrawn_reason = models.TextField("撤下原因", blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤下人"
    )
    # 定时公开: when it goes public by itself and who set that; or why it did not at its time.
    release_at = models.DateTimeField("定时公开时间", null=True, blank=True)
    release_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="定时公开设定人"
    )
    release_held = models.CharField("定时公开没有办理的原因", max_length=300, blank=True, db_default="")
    # Why it replaced the version before it, for the public's register; what was written before 1.6.0 was not meant for it.
    correction_note = models.TextField("更正说明（公开）", blank=True, db_default="")
    # Reasons written before 1.2.0 were promised not to be public.
    withdrawn_publicly = models.BooleanField("撤下原因公开", default=False)

    class Meta:
        verbose_name = "公开"
        ordering = ["-year", "department__budget_code"]
        constraints = [
            models.CheckConstraint(
                name="publication_state_known",
                condition=Q(state__in=["preparing", "ready", "live", "superseded", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="publication_rendered_has_file",
                condition=Q(state="preparing")
                | (~Q(file="") & ~Q(sha256="") & Q(size__gt=0, pages__gt=0, rendered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="publication_live_by_someone",
                condition=~Q(state__in=["live", "superseded", "withdrawn"])
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
            models.CheckConstraint(
                name="publication_withdrawn_has_reason", condition=~Q(state="withdrawn") | ~Q(withdrawn_reason="")
            ),
            models.CheckConstraint(
                name="publication_withdrawn_by_someone",
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="publication_release_of_ready",
                condition=Q(release_at__isnull=True, release_by__isnull=True)
                | Q(state="ready", release_at__isnull=False, release_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["department", "year"], condition=Q(state="live"), name="publication_one_live_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title
