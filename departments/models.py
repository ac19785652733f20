"""Who exists: counties, their departments, the users and what each user may do where."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from departments.roles import COUNTY_ROLES, DEPARTMENT_ROLES, SEPARATED_ROLES, Role


class County(models.Model):
    """县（市、区）: one installation may serve all counties of a city."""

    code = models.SlugField("行政区划代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=40)
    bureau_name = models.CharField("财政局名称", max_length=60)

    class Meta:
        verbose_name = "县（市、区）"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """预算部门（单位） that owes a yearly report."""

    county = models.ForeignKey(County, models.PROTECT, related_name="departments")
    budget_code = models.SlugField("预算编码", max_length=20)
    name = models.CharField("单位名称", max_length=80)
    supervising_department = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name="主管部门"
    )
    active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "单位"
        ordering = ["budget_code"]
        constraints = [
            models.UniqueConstraint(fields=["county", "budget_code"], name="department_code_unique_in_county"),
            models.UniqueConstraint(fields=["county", "name"], name="department_name_unique_in_county"),
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person. Never deleted, only made inactive, so that the trail keeps its names."""

    display_name = models.CharField("姓名", max_length=40)
    must_change_password = models.BooleanField("首次登录须改密码", default=True)
    # What access.memberships_of has read for this object; no column.
    kept_memberships: "tuple[Membership, ...] | None" = None

    class Meta:
        verbose_name = "用户"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name or self.username


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
