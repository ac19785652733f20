"""Who exists, what each may do where, and what a person signs in with besides a password."""

from departments.models.accounts import (
    AccountRequest,
    County,
    Department,
    DepartmentMerger,
    DepartmentName,
    Membership,
    PasswordProfile,
    PasswordRecord,
    User,
)
from departments.models.factors import RecoveryCode, SecondFactor

__all__ = [
    "AccountRequest",
    "County",
    "Department",
    "DepartmentMerger",
    "DepartmentName",
    "Membership",
    "PasswordProfile",
    "PasswordRecord",
    "RecoveryCode",
    "SecondFactor",
    "User",
]
