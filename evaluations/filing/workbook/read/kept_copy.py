"""The marked workbook, kept until its sender fetches it: one for each person and evaluation, the newest replaces it."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from departments.models import User
from evaluations.models import Evaluation


def marked_workbook_path(evaluation: Evaluation, user: User) -> str:
    """Where it lies; nobody names a path in an address."""
    return f"workbooks/{evaluation.pk}-{user.pk}.xlsx"


def keep_marked_workbook(evaluation: Evaluation, user: User, content: bytes) -> None:
    """Put the marked workbook in the place of the last one."""
    forget_marked_workbook(evaluation, user)
    default_storage.save(marked_workbook_path(evaluation, user), ContentFile(content))


def kept_marked_workbook(evaluation: Evaluation, user: User) -> bytes | None:
    """The marked workbook, if there is one."""
    path = marked_workbook_path(evaluation, user)
    if not default_storage.exists(path):
        return None
    with default_storage.open(path) as file:
        return file.read()


def forget_marked_workbook(evaluation: Evaluation, user: User) -> None:
    """The faults are mended, or the next file is here."""
    default_storage.delete(marked_workbook_path(evaluation, user))
