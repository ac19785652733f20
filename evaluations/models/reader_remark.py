from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.language.states import REMARK_LABELS
from evaluations.models.publication import Publication


class ReaderRemark(models.Model):
    """纠错: what a reader of the portal thinks is wrong in a published report, and what the bureau answers.

    Who writes is not known. `token` opens the page on which the answer is read; `contact` is for the bureau alone.
    """

    class State(models.TextChoices):
        OPEN = "open", REMARK_LABELS["open"]
        CORRECTS = "corrects", REMARK_LABELS["corrects"]
        STANDS = "stands", REMARK_LABELS["stands"]

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="remarks", verbose_name="报告")
    token = models.SlugField("查询码", max_length=32, unique=True)
    place = models.CharField("所在位置", max_length=60, blank=True)
    text = models.TextField("问题")
    contact = models.CharField("联系方式", max_length=60, blank=True)
    written_at = models.DateTimeField("提交时间")
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField("答复", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "公众纠错"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="reader_remark_state_known", condition=Q(state__in=list(REMARK_LABELS))),
            models.CheckConstraint(name="reader_remark_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="reader_remark_answered_by_someone",
                condition=Q(state="open", answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(state="open") & ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.get_state_display()}"
