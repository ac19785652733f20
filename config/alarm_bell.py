"""Has the web processes look, once a minute at most, whether the background work goes on: a dead worker tells nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from evaluations.notices.alarm_watch import AlarmWatch

BellHandler = Callable[[HttpRequest], HttpResponse]


class AlarmBell:
    """Middleware: after an answer was made, look again if a minute has passed. Supervisors ask for pages all day."""

    def __init__(self, get_response: BellHandler) -> None:
        self.get_response, self.watch = get_response, AlarmWatch()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer first."""
        response = self.get_response(request)
        self.watch.look_if_due()
        return response
