"""Sending a finished PDF: checked, named in Chinese, and unable to do anything in the reader's browser."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evaluations.evidence.private_files import make_harmless
from evaluations.models import Publication
from evaluations.publication.paper_files import DamagedFile, pdf_content

log = logging.getLogger(__name__)


def pdf_response(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The PDF as a download; a damaged file is logged and answered with a page that says so (500)."""
    try:
        data = pdf_content(publication.file, publication.sha256)
    except DamagedFile as damage:
        log.error("publication %s: %s (%s)", publication.pk, damage, publication.file)
        return render(request, "publication/damaged.html", {"reason": damage, "publication": publication}, status=500)
    return make_harmless(HttpResponse(data, content_type="application/pdf"), f"{publication.title}.pdf")
