"""/metrics/: the site in figures, for Prometheus. Opened by the word in METRICS_TOKEN; without one there is no such page."""

import os
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from config.shared_counts import FOLDER_VARIABLE
from evaluations.audit.chain_head import last_seal_number
from evaluations.jobs.background_state import background_state, broker_answers
from evaluations.jobs.backup_state import backup_state, drill_state
from evaluations.jobs.job_lines import JobLine, job_lines
from evaluations.jobs.site_problems import free_share
from evaluations.models import SiteAlarm

METRICS_PATH = "/metrics/"
MetricsHandler = Callable[[HttpRequest], HttpResponse]


def metrics_first(get_response: MetricsHandler) -> MetricsHandler:
    """Middleware before sessions: no role opens this page, and no cookie. Without METRICS_TOKEN it is an address of nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.METRICS_TOKEN or request.path_info != METRICS_PATH:
            return get_response(request)
        request.get_host()  # refuses a host that is not ours, as for every other page
        word = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not constant_time_compare(word, settings.METRICS_TOKEN):
            return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
        return report_metrics(request)

    return middleware


@never_cache
@require_safe
def report_metrics(request: HttpRequest) -> HttpResponse:
    """What all processes have counted, and the state of rows and disk now."""
    counted = CollectorRegistry()
    if os.environ.get(FOLDER_VARIABLE):
        MultiProcessCollector(counted)
    else:
        counted = REGISTRY
    found = CollectorRegistry(auto_describe=False)
    found.register(SiteFigures())
    return HttpResponse(generate_latest(counted) + generate_latest(found), content_type=CONTENT_TYPE_LATEST)


class SiteFigures(Collector):
    """What is read when it is asked for: queue, renderings, chain, alarms, disk."""

    def collect(self) -> Iterator[Metric]:
        """Without the database only that it is away."""
        yield gauge("jixiao_disk_free_share", "Free share of the disk of reports and evidence", free_share())
        try:
            figures = [*queue_figures(), *chain_figures(), *alarm_figures(), *upkeep_figures()]
        except DatabaseError:
            figures = []
        yield gauge("jixiao_database_up", "1 while the database answers", bool(figures))
        yield from figures


def gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    """A figure without labels."""
    return GaugeMetricFamily(name, words, value=float(value))


def queue_figures() -> Iterator[Metric]:
    """The queue as a whole, and by kind: renderings are kind="render"."""
    state = background_state()
    yield gauge("jixiao_jobs_due", "Jobs that somebody should run now", state.jobs)
    yield gauge("jixiao_jobs_oldest_seconds", "How long the oldest of them has waited", state.seconds)
    yield gauge("jixiao_background_stopped", "1 when nobody seals events or runs jobs", state.stopped)
    yield gauge("jixiao_broker_up", "1 while the broker answers, or where there is none", broker_answers())
    lines = job_lines()
    by_state = GaugeMetricFamily("jixiao_jobs", "Jobs by kind and state", labels=["kind", "state"])
    slowest = GaugeMetricFamily("jixiao_jobs_slowest_seconds", "The slowest job of the last day", labels=["kind"])
    for line in lines:
        for name, number in job_numbers(line).items():
            by_state.add_metric([line.kind, name], number)
        if line.slowest is not None:
            slowest.add_metric([line.kind], line.slowest.total_seconds())
    yield from (by_state, slowest)


def job_numbers(line: JobLine) -> dict[str, int]:
    """The states of a kind; failures of the last week, finished ones of the last day."""
    return {"due": line.waiting, "running": line.running, "failed": line.failed, "done": line.done}


def chain_figures() -> Iterator[Metric]:
    """How far the log is sealed."""
    waiting = background_state().oldest_event
    age = (timezone.now() - waiting).total_seconds() if waiting else 0
    yield gauge("jixiao_chain_seals", "Number of the newest seal", last_seal_number())
    yield gauge("jixiao_chain_unsealed_seconds", "Age of the oldest event without a seal", max(0, age))


def upkeep_figures() -> Iterator[Metric]:
    """How old the last good backup and drill are; no figure where there was never one."""
    for name, words, state in (
        ("jixiao_backup_age_seconds", "Age of the last good backup", backup_state()),
        ("jixiao_drill_age_seconds", "Age of the last good restore drill", drill_state()),
    ):
        if state.age is not None:
            yield gauge(name, words, state.age.total_seconds())


def alarm_figures() -> Iterator[Metric]:
    """Alarms that are open."""
    family = GaugeMetricFamily("jixiao_alarms", "Open alarms", labels=["code"])
    for code in SiteAlarm.objects.filter(ended_at=None).values_list("code", flat=True):
        family.add_metric([code], 1)
    yield family
