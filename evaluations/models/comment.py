from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.language.states import COMMENT_LEVEL_LABELS, COMMENT_STATE_LABELS
from evaluations.models.evaluation import Evaluation
from evaluations.models.submission import Submission

LONGEST_COMMENT = 2_000


class Comment(models.Model):
    """审核意见 on one place of a submission. Until a return sends it, it is the reviewer's draft.

    `anchor` names the place and outlives every edit of the report: a figure's name, `text-<code>`,
    `entry-<indicator>`, `project:<name>` (ReportPlace.anchor writes it), or "" for the whole section.
    """

    class Level(models.TextChoices):
        REQUIRED = "required", COMMENT_LEVEL_LABELS["required"]
        ADVICE = "advice", COMMENT_LEVEL_LABELS["advice"]

    class State(models.TextChoices):
        PENDING = "pending", COMMENT_STATE_LABELS["pending"]
        ANSWERED = "answered", COMMENT_STATE_LABELS["answered"]
        CLOSED = "closed", COMMENT_STATE_LABELS["closed"]

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="comments")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="comments", verbose_name="针对的报送")
    section = models.SlugField("部分", max_length=40)
    anchor = models.CharField("位置", max_length=160, blank=True)
    level = models.CharField("级别", max_length=10, choices=Level)
    body = models.TextField("意见", max_length=LONGEST_COMMENT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    created_at = models.DateTimeField("提出时间")
    # When the decision carried it to the department; null: only the bureau sees it.
    sent_at = models.DateTimeField("转给单位的时间", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PENDING)
    mended = models.BooleanField("已修改", default=False)
    # Who brought it to the state it is in, and when; nobody did while it is pending.
    moved_at = models.DateTimeField("处理时间", null=True, blank=True)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="处理人"
    )
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "审核意见"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="comment_level_known", condition=Q(level__in=["required", "advice"])),
            models.CheckConstraint(
                name="comment_state_known", condition=Q(state__in=["pending", "answered", "closed"])
            ),
            models.CheckConstraint(name="comment_not_empty", condition=~Q(body="")),
            models.CheckConstraint(
                name="comment_moved_by_someone",
                condition=Q(state="pending", moved_at__isnull=True, moved_by__isnull=True)
                | (~Q(state="pending") & Q(moved_at__isnull=False, moved_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="comment_answered_after_sending", condition=Q(state="pending") | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(name="comment_mended_once_moved", condition=Q(mended=False) | ~Q(state="pending")),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.section} {self.anchor}"

    @property
    def required(self) -> bool:
        return self.level == self.Level.REQUIRED

    @property
    def draft(self) -> bool:
        """Whether the department cannot see it yet."""
        return self.sent_at is None

    @property
    def open(self) -> bool:
        return self.state != self.State.CLOSED

    @property
    def words(self) -> str:
        """The state as people call it."""
        return "已修改" if self.mended and self.state == self.State.ANSWERED else self.get_state_display()


class Reply(models.Model):
    """What was said or done about a comment, in order; nothing is written over."""

    class Act(models.TextChoices):
        ANSWERED = "answered", "答复"
        MENDED = "mended", "标记已修改"
        CLOSED = "closed", "关闭"
        REOPENED = "reopened", "重新打开"

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="replies")
    act = models.CharField("办理", max_length=10, choices=Act)
    text = models.TextField("内容", max_length=LONGEST_COMMENT, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "意见办理"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="reply_act_known", condition=Q(act__in=["answered", "mended", "closed", "reopened"])
            ),
            models.CheckConstraint(name="reply_answer_not_empty", condition=~Q(act="answered") | ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.get_act_display()}"
