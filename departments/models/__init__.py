"""Who exists, what each may do where, and what a person signs in with."""

from departments.models.accounts import (
    AccountRequest,
    County,
    Department,
    DepartmentMerger,
    DepartmentName,
    Membership,
    PasswordProfile,
    User,
)
from departments.models.factors import PasswordRecord, RecoveryCode, SecondFactor

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
