"""The time that somebody typed for 定时公开."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from evaluations.audit.refusals import Incomplete
from evaluations.language.moments import MomentError, parse_moment

MOMENT_FIELD = "release_at"


def typed_moment(request: HttpRequest) -> datetime:
    """The moment, in the time zone of the site. Raises Incomplete with how it is written."""
    try:
        return timezone.make_aware(parse_moment(request.POST.get(MOMENT_FIELD, "")))
    except MomentError as error:
        raise Incomplete(str(error)) from error
