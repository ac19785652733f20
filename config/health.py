"""Two questions a supervisor asks, whether the process is alive and may receive traffic; and one that nginx asks."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from evaluations.evidence.private_files import FilesAway, dated_files
from evaluations.jobs.background_state import background_state, broker_answers
from evaluations.jobs.backup_state import upkeep_faults
from evaluations.jobs.site_problems import LEAST_FREE_SHARE, free_share


@never_cache
@login_not_required
@require_safe
def report_liveness(request: HttpRequest) -> JsonResponse:
    """Answer without touching anything: a slow database is no reason to restart the process."""
    return JsonResponse({"status": "ok"})


@never_cache
@login_not_required
@require_safe
def report_session(request: HttpRequest) -> HttpResponse:
    """Tell nginx, before it reads many megabytes, whether somebody is signed in: 204 or 401, and no more than that.

    While that cannot be known it says 204: the request itself is then told what is away.
    """
    try:
        known = SESSION_KEY in request.session
    except DatabaseError:
        known = True
    return HttpResponse(status=204 if known else 401)


@never_cache
@login_not_required
@require_safe
def report_readiness(request: HttpRequest) -> JsonResponse:
    """Answer 503 and name what is missing while the site cannot do its work.

    What only delays work is a warning, with the age of the oldest job that is due: pages are still served.
    """
    faults = [name for name, works in READINESS_CHECKS.items() if not works()]
    told = {"status": "unavailable" if faults else "ok", "faults": faults}
    return JsonResponse(told | ({} if faults else background()), status=503 if faults else 200)


def background() -> dict[str, Any]:
    """Warnings (background: nobody works; queue: jobs wait too long; broker: it does not answer; backup, drill: it failed
    or is overdue) and figures."""
    state = background_state()
    late = bool(state.words) and not state.stopped
    found = {"background": state.stopped, "queue": late, "broker": not broker_answers()}
    return {
        "warnings": [name for name, wrong in found.items() if wrong] + [code for code, _ in upkeep_faults()],
        "queue": {"jobs": state.jobs, "oldest_seconds": state.seconds},
    }


def database_answers() -> bool:
    """Ask the database one question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def migrations_applied() -> bool:
    """Compare the migrations on disk with those in the database."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def disk_has_room() -> bool:
    """Look at the disk that receives evidence and finished PDFs."""
    return free_share() >= LEAST_FREE_SHARE


def files_answer() -> bool:
    """Ask the store of files for a folder that nobody makes; a disk always answers, a bucket may not."""
    try:
        dated_files("readiness")
    except FilesAway:
        return False
    return True


READINESS_CHECKS = {
    "database": database_answers,
    "migrations": migrations_applied,
    "disk": disk_has_room,
    "files": files_answer,
}
