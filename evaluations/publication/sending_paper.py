"""Sending a finished PDF: checked, named in Chinese, and unable to do anything in the reader's browser."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from evaluations.evidence.private_files import make_harmless
from evaluations.models import Publication
from evaluations.publication.paper_files import DamagedFile, pdf_content

log = logging.getLogger(__name__)


# A viewer draws it, so no sandbox; nothing else is fetched or run.
VIEWER_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"


def pdf_response(request: HttpRequest, publication: Publication, *, inline: bool = False) -> HttpResponse:
    """The PDF as a download, or `inline` to be read in the browser, with its SHA-256 as ETag.

    A damaged file is logged and answered with a page that says so (500).
    """
    try:
        data = pdf_content(publication.file, publication.sha256)
    except DamagedFile as damage:
        log.error("publication %s: %s (%s)", publication.pk, damage, publication.file)
        return render(request, "publication/damaged.html", {"reason": damage, "publication": publication}, status=500)
    name = f"{publication.title}.pdf"
    response = make_harmless(HttpResponse(data, content_type="application/pdf"), name)
    response["ETag"] = f'"{publication.sha256}"'
    if inline:
        response["Content-Disposition"] = str(content_disposition_header(False, name))
        response["Content-Security-Policy"] = VIEWER_POLICY
    return response
