"""The roles, and what each is tied to: a department, or a whole county. CONTRIBUTING.md says how to add one."""

from django.db.models import TextChoices


class Role(TextChoices):
    PREPARER = "preparer", "经办人"
    HEAD = "head", "单位负责人"
    REVIEWER = "reviewer", "审核员"
    BUREAU_ADMIN = "bureau_admin", "绩效股管理员"
    PUBLISHER = "publisher", "门户人员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


DEPARTMENT_ROLES = frozenset({Role.PREPARER, Role.HEAD})
COUNTY_ROLES = frozenset(set(Role) - DEPARTMENT_ROLES)
# 三员分立 (GB/T 22239-2019, 8.1.5): these three exclude each other and every business role.
SEPARATED_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
