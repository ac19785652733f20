"""Sending one file to somebody whose right to it the view has checked: always as a download, never as a page."""

import logging
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evaluations.evidence.keeping import evidence_content
from evaluations.evidence.kinds import KINDS_BY_CODE
from evaluations.evidence.private_files import DamagedFile, make_harmless

log = logging.getLogger(__name__)


def evidence_response(request: HttpRequest, *, file: UUID | str, sha256: str, name: str, kind: str) -> HttpResponse:
    """The file under its own name; a damaged one is logged and answered with a page that says so (500)."""
    try:
        data = evidence_content(file, sha256)
    except DamagedFile as damage:
        log.error("evidence %s: %s", file, damage)
        return render(request, "evidence/damaged.html", {"reason": damage, "name": name}, status=500)
    return make_harmless(HttpResponse(data, content_type=KINDS_BY_CODE[kind].content_type), name)
