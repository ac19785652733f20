"""One range of bytes of an answer (RFC 9110 §14), so that a broken download goes on and a reader shows the first page soon.

Django sends files whole. Several ranges at once are answered with the whole file, as the standard allows.
"""

import re

from django.http import HttpRequest, HttpResponse

ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def send_range(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer cut to the range that was asked for: 206, or 416 where the file ends before it.

    Left whole where no single range was asked for by GET, or `If-Range` names another content (its ETag must be set before).
    """
    response["Accept-Ranges"] = "bytes"
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    condition = request.headers.get("If-Range")
    if (
        request.method != "GET"
        or response.status_code != 200
        or asked is None
        or (condition and condition != response.get("ETag"))
    ):
        return response
    size = len(response.content)
    span = wanted_span(asked[1], asked[2], size)
    if span is None:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    first, end = span
    response.content = response.content[first:end]
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    response["Content-Length"] = str(end - first)
    return response


def wanted_span(first: str, last: str, size: int) -> tuple[int, int] | None:
    """(first byte, byte after the last) of `first-last`, `first-` or `-count`; None where there is nothing of it."""
    if not first:
        begin, end = max(size - int(last or 0), 0), size
    else:
        begin, end = int(first), min(int(last) + 1 if last else size, size)
    return (begin, end) if begin < end else None
