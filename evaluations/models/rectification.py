from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from evaluations.language.states import RECTIFICATION_LABELS
from evaluations.models.cycles import Obligation


class Rectification(models.Model):
    """整改: a problem that the bureau found, to be mended by a day. Moved in workflow/rectifying.py.

    The department knows of it once it was sent (`sent_at`): in a year that says so, after a second person read the draft.
    """

    class State(models.TextChoices):
        CHECKING = "checking", RECTIFICATION_LABELS["checking"]
        DRAFTING = "drafting", RECTIFICATION_LABELS["drafting"]
        ASKED = "asked", RECTIFICATION_LABELS["asked"]
        ANSWERED = "answered", RECTIFICATION_LABELS["answered"]
        CLOSED = "closed", RECTIFICATION_LABELS["closed"]
        DROPPED = "dropped", RECTIFICATION_LABELS["dropped"]

    class Source(models.TextChoices):
        REVIEW = "review", "复核"
        SAMPLE = "sample", "抽评"
        INSPECTION = "inspection", "检查、审计"

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="rectifications", verbose_name="单位")
    source = models.CharField("来源", max_length=10, choices=Source)
    problem = models.TextField("发现的问题")
    requirement = models.TextField("整改要求")
    due_on = models.DateField("整改期限")
    state = models.CharField("状态", max_length=10, choices=State, default=State.ASKED)
    version = models.PositiveIntegerField("版本", default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="拟稿人")
    made_at = models.DateTimeField("拟稿时间")
    # Sent at once, says the database of a row in which the version before, still running beside this one, knows no draft.
    sent_at = models.DateTimeField("下达时间", null=True, default=None, db_default=Now())
    moved_at = models.DateTimeField("最近办理时间")

    class Meta:
        verbose_name = "整改"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="rectification_state_known",
                condition=Q(state__in=["checking", "drafting", "asked", "answered", "closed", "dropped"]),
            ),
            models.CheckConstraint(
                name="rectification_sent_before_answered",
                condition=Q(state="dropped")
                | Q(state__in=["checking", "drafting"], sent_at__isnull=True)
                | Q(state__in=["asked", "answered", "closed"], sent_at__isnull=False),
            ),
            models.CheckConstraint(name="rectification_says_what", condition=~Q(problem="") & ~Q(requirement="")),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} 整改{self.pk}"


class RectificationStep(models.Model):
    """One act upon it: notice, answer, what the check found. Never changed."""

    class Act(models.TextChoices):
        DRAFT = "draft", "拟写整改通知，送另一人审核"
        RETURN = "return", "审核未通过，退回修改"
        REDRAFT = "redraft", "修改整改通知，重新送审"
        SEND = "send", "审核通过，下达整改通知"
        ASK = "ask", "下达整改通知"
        ANSWER = "answer", "报送整改情况"
        CLOSE = "close", "核查通过，销号"
        REJECT = "reject", "核查未通过，继续整改"
        DROP = "drop", "撤销整改通知"

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="steps")
    act = models.CharField("办理", max_length=10, choices=Act)
    text = models.TextField("内容", blank=True)
    due_on = models.DateField("整改期限", null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    done_at = models.DateTimeField("办理时间")

    class Meta:
        verbose_name = "整改办理"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.rectification} {self.get_act_display()}"
