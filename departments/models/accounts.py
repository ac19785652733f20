"""Who exists: counties, their departments, the users and what each user may do where."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from departments.pinyin_initials import LONGEST_INITIALS, pinyin_initials
from departments.roles import COUNTY_ROLES, DEPARTMENT_ROLES, SEPARATED_ROLES, Role


class PasswordProfile(models.TextChoices):
    """Which rules a county's passwords follow; departments/passwords.py holds them."""

    DENGBAO = "dengbao3", "等保三级：至少 10 个字符，大小写字母、数字、符号占三类，90 天更换，最近 5 次不重复"
    NIST = "nist", "长口令：至少 12 个字符，不限字符种类，不定期更换，不用常见密码"


class County(models.Model):
    """县（市、区）: one installation may serve all counties of a city."""

    code = models.SlugField("行政区划代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=40)
    bureau_name = models.CharField("财政局名称", max_length=60)
    password_profile = models.CharField(
        "密码策略", max_length=10, choices=PasswordProfile, default=PasswordProfile.DENGBAO
    )

    class Meta:
        verbose_name = "县（市、区）"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """预算部门（单位） that owes a yearly report. Never deleted: it is stopped, or merged into another."""

    county = models.ForeignKey(County, models.PROTECT, related_name="departments")
    budget_code = models.SlugField("预算编码", max_length=20)
    name = models.CharField("单位名称", max_length=80)
    short_name = models.CharField("简称", max_length=40, blank=True)
    # What people type to find it (wjj); follows the names whenever the row is saved.
    initials = models.CharField("拼音首字母", max_length=LONGEST_INITIALS, blank=True, editable=False)
    supervising_department = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name="主管部门"
    )
    active = models.BooleanField("在用", default=True)
    stopped_on = models.DateField("停用日期", null=True, blank=True)
    stop_reason = models.CharField("停用原因", max_length=200, blank=True)
    # The department that answers for its reports now; always one in use, never a chain (DepartmentMerger keeps the steps).
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_departments", verbose_name="并入"
    )

    class Meta:
        verbose_name = "单位"
        ordering = ["budget_code"]
        constraints = [
            models.UniqueConstraint(fields=["county", "budget_code"], name="department_code_unique_in_county"),
            models.UniqueConstraint(fields=["county", "name"], name="department_name_unique_in_county"),
            models.CheckConstraint(
                name="department_not_above_itself",
                condition=Q(supervising_department__isnull=True) | ~Q(supervising_department=F("pk")),
            ),
            models.CheckConstraint(
                name="department_stop_has_reason",
                condition=Q(active=True, stopped_on__isnull=True, stop_reason="")
                | (Q(active=False, stopped_on__isnull=False) & ~Q(stop_reason="")),
            ),
            models.CheckConstraint(
                name="department_merged_is_stopped",
                condition=Q(merged_into__isnull=True) | (Q(active=False) & ~Q(merged_into=F("pk"))),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row with the initials of its names."""
        self.initials = pinyin_initials(self.name, self.short_name)
        super().save(*args, **kwargs)

    @property
    def answering_id(self) -> int:
        """Whose people answer for its reports: its own, or those of the department it was merged into."""
        return self.merged_into_id or self.pk


class DepartmentName(models.Model):
    """曾用名: what a department was called until a day. Its first name began with it, each later one where one ended."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="former_names")
    name = models.CharField("曾用名", max_length=80)
    initials = models.CharField("拼音首字母", max_length=LONGEST_INITIALS, blank=True, editable=False)
    used_until = models.DateField("使用至")
    reason = models.CharField("更名依据", max_length=200)

    class Meta:
        verbose_name = "曾用名"
        ordering = ["used_until", "pk"]

    def __str__(self) -> str:
        return f"{self.name}（至 {self.used_until}）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row with the initials of the name."""
        self.initials = pinyin_initials(self.name)
        super().save(*args, **kwargs)


class DepartmentMerger(models.Model):
    """合并 in force: what one department's merging into another moved, so that it can be undone."""

    department = models.OneToOneField(Department, models.PROTECT, related_name="merger")
    into = models.ForeignKey(Department, models.PROTECT, related_name="mergers")
    merged_at = models.DateTimeField("办理时间")
    reason = models.CharField("合并依据", max_length=200)
    # Primary keys: departments merged into this one before, its subordinate units, memberships that were given.
    moved = models.JSONField("转移内容", default=dict)

    class Meta:
        verbose_name = "单位合并"
        constraints = [
            models.CheckConstraint(name="merger_not_into_itself", condition=~Q(department=F("into"))),
        ]

    def __str__(self) -> str:
        return f"{self.department} → {self.into}"


class User(AbstractUser):
    """A person. Never deleted, only made inactive, so that the trail keeps its names."""

    display_name = models.CharField("姓名", max_length=40)
    telephone = models.CharField("联系电话", max_length=30, blank=True)
    must_change_password = models.BooleanField("首次登录须改密码", default=True)
    # A password that somebody else has handed over ends by itself; null: the person's own.
    password_ends_at = models.DateTimeField("初始密码有效期至", null=True, blank=True)
    # Notices go by e-mail and to the telephone where the installation sends any; the person may refuse.
    mail_notices = models.BooleanField("接收邮件提醒", default=True)
    text_notices = models.BooleanField("接收短信提醒", default=True)
    # Whose administrators look after the account; roles come and go.
    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="users")
    # A password that somebody else has handed over opens the site once; null: not yet, or the person's own.
    password_used_at = models.DateTimeField("初始密码使用时间", null=True, blank=True)
    # What access.memberships_of has read for this object; no column.
    kept_memberships: "tuple[Membership, ...] | None" = None

    class Meta:
        verbose_name = "用户"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row: a password and what is noted of it together, or neither."""
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)

    @property
    def password_ended(self) -> bool:
        """Whether the password was a temporary one and its time is over."""
        return self.password_ends_at is not None and self.password_ends_at <= timezone.now()


class Membership(models.Model):
    """One role of one user: department roles name a department, county roles do not."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    county = models.ForeignKey(County, models.PROTECT, related_name="memberships")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField("角色", max_length=20, choices=Role)

    class Meta:
        verbose_name = "角色"
        constraints = [
            models.CheckConstraint(
                name="membership_department_fits_role",
                condition=Q(role__in=sorted(DEPARTMENT_ROLES), department__isnull=False)
                | Q(role__in=sorted(COUNTY_ROLES), department__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["user", "department", "role"],
                condition=Q(department__isnull=False),
                name="membership_unique_in_department",
            ),
            models.UniqueConstraint(
                fields=["user", "county", "role"],
                condition=Q(department__isnull=True),
                name="membership_unique_in_county",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.department or self.county}"

    def clean(self) -> None:
        """Refuse a department of another county, and any mixing with the three separated roles."""
        if self.department and self.department.county_id != self.county_id:
            raise ValidationError({"department": "所选单位不属于该县（市、区），请重新选择。"})
        held = set(Membership.objects.filter(user=self.user).exclude(pk=self.pk).values_list("role", flat=True))
        if held - {self.role} and (held | {self.role}) & SEPARATED_ROLES:
            raise ValidationError({"role": "系统、安全、审计管理员必须分设，不能与其他角色由同一人担任。"})


class AccountRequest(models.Model):
    """What one person asks for an account and another decides; until then nothing has changed.

    The system administrator proposes, the security administrator confirms (四眼); a head asks for an account of the own
    department, the system administrator grants it.
    """

    class Kind(models.TextChoices):
        GIVE = "give", "授予角色"
        TAKE = "take", "收回角色"
        RESET = "reset", "重置密码"
        DISABLE = "disable", "停用账号"
        NEW = "new", "开立账号"

    class State(models.TextChoices):
        WAITING = "waiting", "待办理"
        DONE = "done", "已同意"
        REFUSED = "refused", "未同意"
        WITHDRAWN = "withdrawn", "已撤回"

    kind = models.CharField("事项", max_length=10, choices=Kind)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    county = models.ForeignKey(County, models.PROTECT, related_name="account_requests")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="account_requests")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="account_requests")
    role = models.CharField("角色", max_length=20, choices=Role, blank=True)
    display_name = models.CharField("姓名", max_length=40, blank=True)
    telephone = models.CharField("联系电话", max_length=30, blank=True)
    reason = models.CharField("理由", max_length=200)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("提出时间", default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("办理时间", null=True, blank=True)
    answer = models.CharField("办理意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "账号申请"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="account_request_decided_by_another",
                condition=Q(state="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    state="withdrawn",
                    decided_by__isnull=False,
                    decided_by=F("asked_by"),
                    decided_at__isnull=False,
                )
                | Q(
                    ~Q(decided_by=F("asked_by")),
                    Q(user__isnull=True) | ~Q(decided_by=F("user")),
                    state__in=["done", "refused"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="account_request_names_its_subject",
                condition=Q(kind="new", user__isnull=True, department__isnull=False)
                | (Q(user__isnull=False) & ~Q(kind="new")),
            ),
            models.CheckConstraint(
                name="account_request_refused_with_reason", condition=~Q(state="refused") | ~Q(answer="")
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "role"],
                condition=Q(state="waiting", user__isnull=False),
                name="account_request_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.user or self.display_name} {self.get_role_display()}"

    @property
    def subject_words(self) -> str:
        """What is asked for, in words: 授予角色“审核员”."""
        return f"{self.get_kind_display()}“{self.get_role_display()}”" if self.role else self.get_kind_display()
