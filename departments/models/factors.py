"""What a person signs in with: passwords of before, 动态码 as the second thing, and recovery codes for the day it is lost."""

from django.db import models
from django.utils import timezone


class PasswordRecord(models.Model):
    """One password that a person has had, as its hash: for its age, and so that it is not taken again."""

    user = models.ForeignKey("departments.User", models.PROTECT, related_name="password_records")
    digest = models.CharField("密码散列", max_length=128)
    at = models.DateTimeField("设置时间", default=timezone.now)

    class Meta:
        verbose_name = "密码记录"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d}"


class SecondFactor(models.Model):
    """An authenticator of one person: a secret that the phone knows, too. Confirmed by a code before it is stored."""

    user = models.OneToOneField("departments.User", models.PROTECT, related_name="second_factor", verbose_name="用户")
    # Sealed with the server's key: a copy of the database alone makes no codes (departments/sealing.py).
    sealed_secret = models.CharField("密钥", max_length=200)
    enrolled_at = models.DateTimeField("启用时间", default=timezone.now)
    # Number of the 30 seconds whose code was taken last: none is taken twice, and none that is older.
    last_step = models.BigIntegerField("最近一次", default=0)
    # Codes tried since the last right one, and when: guesses from many addresses end here.
    tries = models.PositiveSmallIntegerField("连续次数", default=0)
    tried_at = models.DateTimeField("最近核对", null=True, blank=True)

    class Meta:
        verbose_name = "动态码"

    def __str__(self) -> str:
        return f"{self.user}的动态码"


class RecoveryCode(models.Model):
    """恢复码: opens the site once in place of a code. Only its keyed digest is stored."""

    user = models.ForeignKey("departments.User", models.PROTECT, related_name="recovery_codes", verbose_name="用户")
    digest = models.CharField("散列", max_length=64, unique=True)
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    class Meta:
        verbose_name = "恢复码"

    def __str__(self) -> str:
        return f"{self.user}的恢复码"
