"""The smallest signed-in page of Django, to set our pages against: session, person, one query of 30 rows, one template.

It goes through what `startproject` puts before a view and nothing of ours, on the same database in the same process.
"""

from django.contrib.auth.decorators import login_required
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import override_settings
from django.urls import path
from django.utils.deprecation import MiddlewareMixin

from benchmarks import ready  # noqa: F401 -- before any model is imported
from benchmarks.begun_site import BEGUN_MIDDLEWARE, BEGUN_PROCESSORS, BEGUN_SESSIONS
from evaluations.models import BudgetLine

PAGE = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>自评报告</title></head><body>
<header>{{ user.get_username }}<form method="post" action="/logout/">{% csrf_token %}<button>退出</button></form></header>
<main><table>{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.figure }}</td><td>{{ row.amount }}</td>
<td>{{ row.not_applicable }}</td><td>{{ row.evaluation_id }}</td></tr>{% endfor %}</table></main></body></html>"""
MIDDLEWARE = [*BEGUN_MIDDLEWARE, "benchmarks.bare.OwnAddresses"]
TEMPLATE = DjangoTemplates(
    {"NAME": "bare", "DIRS": [], "APP_DIRS": False, "OPTIONS": {"context_processors": BEGUN_PROCESSORS}}
).from_string(PAGE)


class OwnAddresses(MiddlewareMixin):
    """This page's address instead of the site's."""

    def process_request(self, request: HttpRequest) -> None:
        request.urlconf = __name__


@login_required
def page(request: HttpRequest) -> HttpResponse:
    rows = BudgetLine.objects.only("id", "figure", "amount", "not_applicable", "evaluation_id")[:30]
    return HttpResponse(TEMPLATE.render({"rows": rows}, request))


urlpatterns = [path("", page)]


def handler() -> WSGIHandler:
    """The WSGI application of this page."""
    with override_settings(MIDDLEWARE=MIDDLEWARE, SESSION_ENGINE=BEGUN_SESSIONS):
        return WSGIHandler()
