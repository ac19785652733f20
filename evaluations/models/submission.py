from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from evaluations.language.states import OUTCOME_LABELS
from evaluations.models.evaluation import Evaluation
from evaluations.models.scheme import Scheme

# The columns that name the content of a submission: nothing of it ever changes.
FROZEN_MARK = ("pk", "submitted_at", "sha256")
# What was filed and what followed from it: long, and of no use to who asks which submissions there are.
FROZEN_CONTENT = ("facts", "result", "evidence", "origins")


def frozen_content(path: str = "") -> list[str]:
    """The long columns of a submission that `path`, with its "__", leads to."""
    return [path + name for name in FROZEN_CONTENT]


class Submission(models.Model):
    """What was filed, frozen: facts, scheme version and result under one hash. Triggers forbid any change.

    Its assessment stands beside it (FrozenAssessment); `result` is the part of it that open data serves.
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("第几次报送")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="submissions")
    facts = models.JSONField("填报内容")
    result = models.JSONField("计算结果")
    # 佐证材料 as handed in, for the bureau only; null: none, or filed before there was any (submissions/evidence_list.py).
    evidence = models.JSONField("佐证材料", null=True, blank=True)
    # 内容来源 as handed in, for the bureau only; null: nothing was imported (submissions/origin_list.py).
    origins = models.JSONField("内容来源", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions", verbose_name="报送人账号"
    )
    submitter_name = models.CharField("报送人", max_length=40)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="signatures", verbose_name="签批人账号"
    )
    signer_name = models.CharField("签批人", max_length=40, blank=True)
    submitted_at = models.DateTimeField("报送时间")

    class Meta:
        verbose_name = "报送"
        ordering = ["evaluation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="submission_number_unique"),
            models.CheckConstraint(name="submission_number_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} 第{self.number}次报送"

    @cached_property
    def decision(self) -> "Decision | None":
        """The decision that stands: the one that nobody has revoked. `prefetched_decisions` fetches it for many."""
        fetched: list[Decision] | None = self.__dict__.get(FETCHED_DECISIONS)
        rows = Decision.standing().filter(submission=self) if fetched is None else fetched
        return next(iter(rows), None)


class Decision(models.Model):
    """审核结论 of one submission: at most one stands, and a return always says why.

    It is never changed. Who takes it back writes a DecisionRevocation, and the next decision names that as `after`: so the
    database itself holds that no two stand.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", OUTCOME_LABELS["approved"]
        RETURNED = "returned", OUTCOME_LABELS["returned"]

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="decisions")
    after = models.OneToOneField(
        "DecisionRevocation", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name="撤销之后"
    )
    outcome = models.CharField("结论", max_length=10, choices=Outcome)
    reason = models.TextField("意见", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions", verbose_name="审核人"
    )
    decided_at = models.DateTimeField("审核时间")

    class Meta:
        verbose_name = "审核结论"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["submission"], condition=Q(after=None), name="decision_one_at_first"),
            models.CheckConstraint(name="decision_outcome_known", condition=Q(outcome__in=["approved", "returned"])),
            models.CheckConstraint(name="decision_return_has_reason", condition=~Q(outcome="returned") | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.get_outcome_display()}"

    @property
    def revoked(self) -> "DecisionRevocation | None":
        """Who took it back when and why; None while it stands."""
        return getattr(self, "revocation", None)

    @classmethod
    def standing(cls) -> QuerySet["Decision"]:
        """Decisions that nobody has revoked."""
        return cls.objects.filter(revocation=None).select_related("decided_by")


class DecisionRevocation(models.Model):
    """撤销通过: a decision no longer stands, with the reason. Never changed."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="revocation")
    reason = models.TextField("撤销原因")
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="撤销人")
    revoked_at = models.DateTimeField("撤销时间")

    class Meta:
        verbose_name = "撤销审核结论"
        constraints = [models.CheckConstraint(name="revocation_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.decision} 已撤销"


FETCHED_DECISIONS = "fetched_decisions"


def prefetched_decisions(path: str = "") -> Prefetch:
    """What `prefetch_related` needs so that `decision` of many submissions costs one query; `path` leads to them."""
    return Prefetch(f"{path}decisions", queryset=Decision.standing(), to_attr=FETCHED_DECISIONS)


def every_decision() -> Prefetch:
    """What `prefetch_related` needs to read all decisions of submissions in order, revoked ones too."""
    rows = Decision.objects.select_related("decided_by", "revocation__revoked_by")
    return Prefetch("decisions", queryset=rows)
