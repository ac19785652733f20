"""A scheme file on its way in: made text, and loaded by content when `parse_scheme` finds no fault."""

from functools import cache

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations import models
from evaluations.audit.events import record_event
from evaluations.language.faults import FileFault
from evaluations.schemes.loading import SCHEMES_DIRECTORY, load_scheme, scheme_text
from evaluations.schemes.scheme import SchemeError, ScoringScheme

LARGEST_SCHEME_FILE = 128 * 1024  # bytes; hunan-2013 has 31 KB


def decoded_scheme(content: bytes, name: str) -> str:
    """The file as text. Raises SchemeError for what is too large, empty or not UTF-8, with the line."""
    if len(content) > LARGEST_SCHEME_FILE:
        size = f"{len(content) / 1024:.0f} KB"
        raise SchemeError(
            [
                FileFault(
                    where=name,
                    read=size,
                    expected=f"不超过 {LARGEST_SCHEME_FILE // 1024} KB 的文件",
                    remedy="请确认选对了文件",
                )
            ]
        )
    return scheme_text(content, name)


@cache
def shipped_schemes() -> dict[str, ScoringScheme]:
    """The schemes that come with the program, by the name of their file: a new installation has no other."""
    return {path.stem: load_scheme(path) for path in sorted(SCHEMES_DIRECTORY.glob("*.toml"))}


def store_scheme(
    scheme: ScoringScheme, *, user: User | None, request: HttpRequest | None = None
) -> tuple[models.Scheme, bool]:
    """The scheme as an unchangeable row, and whether it is new: the same content is kept once."""
    with transaction.atomic():
        row, new = models.Scheme.objects.get_or_create(
            digest=scheme.digest, defaults={"code": scheme.code, "title": scheme.title, "source": scheme.source}
        )
        if new:
            detail = {"code": scheme.code, "sha256": scheme.digest}
            record_event("load_scheme", user=user, object=row, detail=detail, request=request, role=Role.BUREAU_ADMIN)
        return row, new
