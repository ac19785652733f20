"""The marked workbook, kept until its sender fetches it: one for each person and evaluation, the newest replaces it."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def path_of(evaluation, user) -> str:
    """Where it lies; nobody names a path in an address."""
    return f"workbooks/{evaluation.pk}-{user.pk}.xlsx"


def keep(evaluation, user, content: bytes) -> None:
    """Put the marked workbook in the place of the last one."""
    forget(evaluation, user)
    default_storage.save(path_of(evaluation, user), ContentFile(content))


def kept(evaluation, user) -> bytes | None:
    """The marked workbook, if there is one."""
    path = path_of(evaluation, user)
    if not default_storage.exists(path):
        return None
    with default_storage.open(path) as file:
        return file.read()


def forget(evaluation, user) -> None:
    """The faults are mended, or the next file is here."""
    default_storage.delete(path_of(evaluation, user))
