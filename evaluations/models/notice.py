from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.language.states import NOTICE_AUDIENCES
from evaluations.models.cycles import Obligation


class Notice(models.Model):
    """通知: something happened that concerns this person. Written in the transaction of the act, kept for twelve months.

    What a person has to do is no notice: it is computed from where the reports stand (evaluations/desk/).
    """

    class Audience(models.TextChoices):
        DEPARTMENT = "department", NOTICE_AUDIENCES["department"]
        BUREAU = "bureau", NOTICE_AUDIENCES["bureau"]
        PORTAL = "portal", NOTICE_AUDIENCES["portal"]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name="接收人")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="notices", verbose_name="事由")
    action = models.SlugField("操作", max_length=40)
    # As whom the person is told: it decides where the notice leads, and who may still read it.
    audience = models.CharField("接收身份", max_length=12, choices=Audience)
    subject = models.CharField("标题", max_length=40)
    text = models.TextField("内容")
    # Sent at once; all others wait for the day's one message.
    urgent = models.BooleanField("立即发送", default=False)
    # What must not be told to the same person twice; "": told whenever it happens.
    once = models.CharField("只通知一次", max_length=120, blank=True)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True, blank=True)
    mailed_at = models.DateTimeField("邮件发出时间", null=True, blank=True)

    class Meta:
        verbose_name = "通知"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="notice_audience_known", condition=Q(audience__in=list(NOTICE_AUDIENCES))),
            models.CheckConstraint(name="notice_says_something", condition=~Q(subject="") & ~Q(text="")),
            models.UniqueConstraint(fields=["user", "once"], condition=~Q(once=""), name="notice_told_once"),
        ]
        indexes = [models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread")]

    def __str__(self) -> str:
        return f"{self.subject} {self.obligation}"
