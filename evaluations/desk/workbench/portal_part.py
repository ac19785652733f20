"""The desk of the portal's people: what may go public, and papers that could not be made."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.urls import reverse

from departments.access import counties_of, holds_role
from departments.models import County, User
from departments.roles import Role
from evaluations.desk.workbench.desk_parts import MOST_TASKS, DeskNumber, DeskPart, DeskTask
from evaluations.language.states import NOTICE_AUDIENCES, PUBLICATION_LABELS
from evaluations.models import Job, Publication, ReaderRemark
from evaluations.workflow.publishing import render_key
from evaluations.workflow.unprintable_papers import lacks_glyphs

Shelf = Publication.State


def portal_part(user: User, year: int) -> DeskPart | None:
    """What this person does for the portal; None who does not work for it."""
    if not holds_role(user, Role.PUBLISHER):
        return None
    rows = Publication.objects.filter(department__county__in=counties_of(user, Role.PUBLISHER)).order_by()
    here = rows.filter(year=year)
    counts = dict(here.values_list("state").annotate(Count("pk")))
    failed = failed_papers(here)
    scheduled = here.exclude(release_at=None).count()
    ready = counts.get(Shelf.READY, 0) - scheduled
    making = counts.get(Shelf.PREPARING, 0) - len(failed)
    part = DeskPart(
        NOTICE_AUDIENCES["portal"],
        list(portal_numbers(ready, scheduled, making, len(failed), counts.get(Shelf.LIVE, 0))),
    )
    part.elsewhere = Counter(
        dict(rows.filter(state=Shelf.READY, release_at=None).values_list("year").annotate(Count("pk")))
    )
    counties = counties_of(user, Role.PUBLISHER)
    remarks = [*remark_tasks(counties)]
    part.tasks = [*remarks, *failed_tasks(failed), *ready_tasks(here)]
    part.total, part.rest = len(remarks) + ready + len(failed), portal_queue("ready")
    return part


def portal_queue(tab: str) -> str:
    """The portal's list under this tab."""
    return f"{reverse('release_queue:queue')}?tab={tab}"


def portal_numbers(ready: int, scheduled: int, making: int, failed: int, live: int) -> Iterator[DeskNumber]:
    """To publish, to make again, public."""
    besides = (f"{making} 份正在生成" if making else "", f"{scheduled} 份已定时公开" if scheduled else "")
    said = "，".join(one for one in besides if one)
    yield DeskNumber(PUBLICATION_LABELS["ready"], ready, f"另有 {said}" if said else "", portal_queue("ready"))
    yield DeskNumber("PDF 生成失败", failed, "", portal_queue("failed"))
    yield DeskNumber(PUBLICATION_LABELS["live"], live, "", portal_queue("live"))


def remark_tasks(counties: QuerySet[County]) -> Iterator[DeskTask]:
    """What readers of the portal wrote and nobody has answered, the oldest first; no year divides it."""
    rows = ReaderRemark.objects.filter(publication__department__county__in=counties, state=ReaderRemark.State.OPEN)
    for one in rows.select_related("publication__department")[:MOST_TASKS]:
        yield DeskTask(
            title=f"{one.publication.department} {one.publication.year} 年度",
            what=f"公众纠错：{one.text[:40]}",
            address=reverse("remark_desk:detail", args=[one.pk]),
            action="办理",
            tag=("warning", one.get_state_display()),
            since=one.written_at,
        )


def failed_papers(rows: QuerySet[Publication]) -> list[Publication]:
    """Publications whose paper could not be made and may be tried again; two queries."""
    waiting = {
        render_key(one.submission_id): one for one in rows.filter(state=Shelf.PREPARING).select_related("department")
    }
    jobs = Job.objects.filter(key__in=waiting, state=Job.State.FAILED)
    return [waiting[job.key] for job in jobs if not lacks_glyphs(job)]


def failed_tasks(failed: list[Publication]) -> Iterator[DeskTask]:
    """Those to make again."""
    for one in failed:
        address = reverse("release_queue:detail", args=[one.pk])
        yield DeskTask(str(one.department), "公开用 PDF 没有生成", address, "查看并重试", ("failed", "生成失败"))


def ready_tasks(rows: QuerySet[Publication]) -> Iterator[DeskTask]:
    """Those to publish, what has waited longest first; what has its time needs nobody."""
    for one in (
        rows.filter(state=Shelf.READY, release_at=None)
        .select_related("department")
        .order_by("rendered_at", "pk")[:MOST_TASKS]
    ):
        yield DeskTask(
            title=str(one.department),
            what=one.release_held or "审核通过，PDF 已生成，请核对后公开",
            address=reverse("release_queue:detail", args=[one.pk]),
            action="核对并公开",
            tag=(one.state, one.get_state_display()),
            since=one.rendered_at,
        )
