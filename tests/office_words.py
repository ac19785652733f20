"""Who of an office does which act, what leads to which status, and what the people are called (tests/factories.py)."""

from departments.roles import Role
from evaluations.models import Status

STATUS_PATHS = {
    Status.DRAFT: (),
    Status.AWAITING_SIGNATURE: ("submit",),
    Status.SUBMITTED: ("submit", "sign"),
    Status.RETURNED: ("submit", "sign", "return"),
    Status.APPROVED: ("submit", "sign", "approve"),
    Status.PUBLISHED: ("submit", "sign", "approve", "publish"),
}
ACTING_ROLES = {
    "schedule_release": "publisher",
    "cancel_release": "publisher",
    "submit": Role.PREPARER,
    "sign": Role.HEAD,
    "refuse_signature": Role.HEAD,
    "withdraw": Role.PREPARER,
    "approve": Role.REVIEWER,
    "first_approve": Role.REVIEWER,
    "return": Role.REVIEWER,
    "publish": Role.PUBLISHER,
    "unpublish": Role.PUBLISHER,
    "republish": Role.PUBLISHER,
    "unapprove": Role.REVIEWER,
    "correct": Role.PREPARER,
    "take_back_correction": Role.PREPARER,
    "allow_correction": Role.BUREAU_ADMIN,
    "refuse_correction": Role.REVIEWER,
    "cancel_correction": Role.PREPARER,
}
PEOPLE_NAMES = {
    Role.PREPARER: "王会计",
    Role.HEAD: "李主任",
    Role.REVIEWER: "陈审核",
    Role.BUREAU_ADMIN: "刘股长",
    Role.PUBLISHER: "周门户",
    Role.SYSTEM_ADMIN: "系统管理员甲",
    Role.SECURITY_ADMIN: "安全管理员乙",
    Role.AUDIT_ADMIN: "审计管理员丙",
}
