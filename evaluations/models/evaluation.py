from django.conf import settings
from django.db import models
from django.db.models import F, Q

from departments.models import Department
from evaluations.language.states import FORWARDING_LABEL, STATUS_LABELS, TAKEN_DOWN_LABEL
from evaluations.models.cycles import Cycle, Obligation


class Status(models.TextChoices):
    DRAFT = "draft", STATUS_LABELS["draft"]
    AWAITING_SIGNATURE = "awaiting_signature", STATUS_LABELS["awaiting_signature"]
    SUBMITTED = "submitted", STATUS_LABELS["submitted"]
    RETURNED = "returned", STATUS_LABELS["returned"]
    APPROVED = "approved", STATUS_LABELS["approved"]
    PUBLISHED = "published", STATUS_LABELS["published"]


EDITABLE_STATUSES = frozenset({Status.DRAFT, Status.RETURNED})
HANDED_IN_STATUSES = (Status.AWAITING_SIGNATURE, Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED)
PASSED_STATUSES = (Status.APPROVED, Status.PUBLISHED)
AT_DEPARTMENT_STATUSES = (Status.DRAFT, Status.AWAITING_SIGNATURE, Status.RETURNED)
# The form's long text, which is read where its digest is not known yet (models/scheme.py): for `defer`.
SCHEME_TEXT = "obligation__cycle__scheme__source"


def person_reference(related_name: str, verbose_name: str) -> models.ForeignKey:
    """A user whom the record must keep: null until the act has happened, never deleted after it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=verbose_name,
    )


class Evaluation(models.Model):
    """The draft of one department's yearly report. Its status is written by workflow/acting.py alone."""

    obligation = models.OneToOneField(Obligation, models.PROTECT, related_name="evaluation")
    status = models.CharField("状态", max_length=20, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField("版本", default=1)
    # 更正中: an allowed Correction is under way and no newer version has passed.
    correcting = models.BooleanField("更正中", default=False)
    # 已撤下: the version that passed was public and has been taken down.
    taken_down = models.BooleanField(TAKEN_DOWN_LABEL, default=False)
    # A Correction of what has passed waits for the bureau's answer.
    correction_waits = models.BooleanField("更正申请待答复", default=False)
    # 待转报: handed in, and the supervising department has not passed it on yet.
    awaits_forwarding = models.BooleanField(FORWARDING_LABEL, default=False)
    # The bureau's last word that stands is a return; of what is handed in it says nothing. What the head did not sign is no such
    # thing. No constraint ties it to the status: processes of the version before, which hand in beside this one, do not know it.
    sent_back = models.BooleanField("财政局退回标记", default=False, db_default=False)
    # Drawn anew by the database at every change of what the draft's pages tell (evaluation_stamp.py); never set here.
    stamp = models.BigIntegerField("内容戳", default=0, editable=False)
    opened_at = models.DateTimeField("开始填报", auto_now_add=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = person_reference("evaluations_submitted", "提交人")
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    returned_by = person_reference("evaluations_returned", "退回人")
    return_reason = models.TextField("退回原因", blank=True)
    approved_at = models.DateTimeField("通过时间", null=True, blank=True)
    approved_by = person_reference("evaluations_approved", "审核人")
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    published_by = person_reference("evaluations_published", "公开人")

    class Meta:
        verbose_name = "绩效评价报告"
        ordering = ["-obligation__cycle__year", "obligation__department__budget_code"]
        constraints = [
            models.CheckConstraint(name="evaluation_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="evaluation_handed_in_by_someone",
                condition=~Q(status__in=HANDED_IN_STATUSES) | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="evaluation_return_has_reason",
                condition=~Q(status=Status.RETURNED)
                | (Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(return_reason="")),
            ),
            models.CheckConstraint(
                name="evaluation_passed_by_someone",
                condition=Q(status__in=PASSED_STATUSES, approved_at__isnull=False, approved_by__isnull=False)
                | (~Q(status__in=PASSED_STATUSES) & Q(approved_at__isnull=True, approved_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="evaluation_published_by_someone",
                condition=Q(status=Status.PUBLISHED, published_at__isnull=False, published_by__isnull=False)
                | (~Q(status=Status.PUBLISHED) & Q(published_at__isnull=True, published_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="evaluation_approved_after_submission",
                condition=Q(approved_at__isnull=True) | Q(approved_at__gte=F("submitted_at")),
            ),
            models.CheckConstraint(
                name="evaluation_forwarded_while_submitted",
                condition=Q(awaits_forwarding=False) | Q(status=Status.SUBMITTED),
            ),
            models.CheckConstraint(
                name="evaluation_correcting_not_passed", condition=Q(correcting=False) | ~Q(status__in=PASSED_STATUSES)
            ),
            models.CheckConstraint(
                name="evaluation_taken_down_is_approved", condition=Q(taken_down=False) | Q(status=Status.APPROVED)
            ),
            models.CheckConstraint(
                name="evaluation_correction_waits_passed",
                condition=Q(correction_waits=False) | Q(status__in=PASSED_STATUSES),
            ),
        ]

    def __str__(self) -> str:
        return str(self.obligation)

    @property
    def cycle(self) -> Cycle:
        return self.obligation.cycle

    @property
    def department(self) -> Department:
        return self.obligation.department

    @property
    def editable(self) -> bool:
        return self.status in EDITABLE_STATUSES
