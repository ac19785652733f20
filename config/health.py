"""Two questions a supervisor asks: is the process alive, and may it receive traffic."""

import shutil

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

LEAST_FREE_SHARE = 0.05


@never_cache
@login_not_required
@require_safe
def report_liveness(request: HttpRequest) -> JsonResponse:
    """Answer without touching anything: a slow database is no reason to restart the process."""
    return JsonResponse({"status": "ok"})


@never_cache
@login_not_required
@require_safe
def report_readiness(request: HttpRequest) -> JsonResponse:
    """Answer 503 and name what is missing while the site cannot do its work."""
    faults = [name for name, works in READINESS_CHECKS.items() if not works()]
    return JsonResponse(
        {"status": "unavailable" if faults else "ok", "faults": faults},
        status=503 if faults else 200,
    )


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
    place = next(path for path in (settings.MEDIA_ROOT, *settings.MEDIA_ROOT.parents) if path.exists())
    usage = shutil.disk_usage(place)
    return usage.free >= usage.total * LEAST_FREE_SHARE


READINESS_CHECKS = {
    "database": database_answers,
    "migrations": migrations_applied,
    "disk": disk_has_room,
}
