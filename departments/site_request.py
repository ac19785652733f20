"""A request as this site's middleware hands it on. Settings are read through here, so no model is imported."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class SiteRequest(HttpRequest):
    """A request with what our middleware and upload handler write on it."""

    id: str
    htmx: HtmxDetails
    keeps_files: bool  # whether config/uploads.py keeps what was sent; set by config/body_ceiling.py
    too_large: list[str]  # names of the files that config/uploads.py left out; set only where there are any
