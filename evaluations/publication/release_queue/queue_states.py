"""The portal staff's queue: which publications there are, and how the work on each one stands, in words."""

from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet

from departments.access import counties_of
from departments.models import User
from departments.roles import Role
from evaluations.jobs.background_state import background_state
from evaluations.language.states import JOB_LABELS, PUBLICATION_LABELS, RELEASE_LABEL
from evaluations.models import Job, Publication
from evaluations.models.submission import prefetched_decisions
from evaluations.publication.printing.print_child import RenderRefused
from evaluations.publication.release_queue.public_difference import PublicDifference, public_differences
from evaluations.workflow.publishing import render_key
from evaluations.workflow.release_times import moment_words
from evaluations.workflow.unprintable_papers import GLYPH_FAILURE, lacking_words, lacks_glyphs

DeskState = Publication.State
DESK_ROLES = (Role.PUBLISHER, Role.BUREAU_ADMIN)
RENDER_KIND = "render"
FROZEN_COLUMNS = tuple(f"submission__{name}" for name in ("facts", "result", "evidence", "origins"))
CORRECTION_WORDS = "待单位更正"
DESK_TABS = {
    "ready": PUBLICATION_LABELS["ready"],
    "scheduled": RELEASE_LABEL,
    "live": PUBLICATION_LABELS["live"],
    "preparing": "生成中",
    "failed": JOB_LABELS["failed"],
    "withdrawn": PUBLICATION_LABELS["withdrawn"],
}


@dataclass(frozen=True)
class DeskLine:
    """One publication with a note on its job in words; `failed` offers a retry, `to_correct` is not for the portal.

    `difference`: what it changes for the public, where a version of the report was public before.
    """

    publication: Publication
    note: str = ""
    failed: bool = False
    to_correct: bool = False
    difference: PublicDifference | None = None

    @property
    def words(self) -> str:
        """Where the publication stands; one whose PDF could not be made has failed, or waits for its department."""
        if self.to_correct:
            return CORRECTION_WORDS
        if self.failed:
            return JOB_LABELS["failed"]
        return RELEASE_LABEL if self.publication.release_at else PUBLICATION_LABELS[self.publication.state]


def publications_in_reach(user: User) -> QuerySet[Publication]:
    """Publications of the counties where the user works for the portal or runs the bureau."""
    rows = Publication.objects.filter(department__county__in=counties_of(user, *DESK_ROLES))
    return rows.select_related("department", "submission__evaluation", "release_by").prefetch_related(
        prefetched_decisions("submission__")
    )


def publications_under_tab(user: User, tab: str) -> QuerySet[Publication]:
    """The publications under one tab, as a list needs them: the frozen documents stay in the database."""
    rows, failed = publications_in_reach(user).defer(*FROZEN_COLUMNS), failed_submissions()
    if tab == "failed":
        return rows.filter(state=DeskState.PREPARING, submission__in=failed)
    if tab == "preparing":
        return rows.filter(state=DeskState.PREPARING).exclude(submission__in=failed)
    if tab == "withdrawn":
        return rows.filter(state__in=(DeskState.WITHDRAWN, DeskState.SUPERSEDED))
    if tab == "scheduled":
        return rows.exclude(release_at=None)
    return rows.filter(state=tab, release_at=None)


def failed_submissions() -> list[int]:
    """Submissions whose PDF could not be made."""
    failed = Job.objects.filter(kind=RENDER_KIND, state=Job.State.FAILED)
    return list(failed.values_list("payload__submission", flat=True))


def desk_counts(user: User) -> dict[str, int]:
    """How many publications lie under each tab."""
    rows = publications_in_reach(user).order_by()
    counted = list(rows.values_list("state").annotate(Count("pk"), Count("release_at")))
    number, scheduled = {state: count for state, count, _ in counted}, sum(timed for _, _, timed in counted)
    failed = publications_under_tab(user, "failed").count()
    return {
        "ready": number.get(DeskState.READY, 0) - scheduled,
        "scheduled": scheduled,
        "live": number.get(DeskState.LIVE, 0),
        "preparing": number.get(DeskState.PREPARING, 0) - failed,
        "failed": failed,
        "withdrawn": number.get(DeskState.WITHDRAWN, 0) + number.get(DeskState.SUPERSEDED, 0),
    }


def desk_lines(publications: list[Publication]) -> list[DeskLine]:
    """Publications with their states in words, with two queries for all of them, and two more while one is being made."""
    keys = [render_key(one.submission_id) for one in publications]
    jobs = {job.key: job for job in Job.objects.filter(key__in=keys)}
    waiting = list(
        Job.objects.filter(kind=RENDER_KIND, state=Job.State.QUEUED).order_by("pk").values_list("pk", flat=True)
    )
    preparing = any(one.state == DeskState.PREPARING for one in publications)
    halted = background_state().words if preparing else ""
    return [desk_line(one, jobs.get(key), waiting, halted) for one, key in zip(publications, keys, strict=True)]


def with_differences(lines: list[DeskLine]) -> list[DeskLine]:
    """The lines, each that follows a public version with what it changes."""
    found = public_differences(line.publication for line in lines)
    return [replace(line, difference=found.get(line.publication.pk)) for line in lines]


def desk_line(publication: Publication, job: Job | None, waiting: list[int], halted: str = "") -> DeskLine:
    """One publication in words; `halted`: why nothing is made at the moment, instead of a promise."""
    if publication.state != DeskState.PREPARING:
        return DeskLine(publication, release_words(publication))
    if job is None:
        return DeskLine(publication, "没有生成任务，请重试", failed=True)
    if lacks_glyphs(job):
        return DeskLine(
            publication, f"{lacking_words(job)}已列入单位和财政局的待办，更正并重新审核后再生成。", to_correct=True
        )
    if job.state == Job.State.FAILED:
        return DeskLine(publication, reason(job), failed=True)
    if halted and not job.error:
        return DeskLine(publication, halted)
    if job.state == Job.State.QUEUED:
        return DeskLine(publication, queued(job, waiting))
    return DeskLine(publication, "正在生成，一般不超过一分钟")


def release_words(publication: Publication) -> str:
    """When it goes public by itself and who set that, or why it did not."""
    if publication.release_at is None:
        return publication.release_held
    return f"{moment_words(publication.release_at)}自动公开，{publication.release_by}设定"


def queued(job: Job, waiting: list[int]) -> str:
    """排队中, with how many are before it, or why it waits again."""
    before = sum(pk < job.pk for pk in waiting)
    words = f"排队中，前面还有 {before} 份" if before else "排队中，下一份就是它"
    return f"{words}；上次未成功：{reason(job)}" if job.error else words


def reason(job: Job) -> str:
    """Why the last attempt failed: our own sentence, or the fault of the program by its name."""
    for ours in (f"{RenderRefused.__name__}: ", GLYPH_FAILURE):
        if job.error.startswith(ours):
            return job.error.removeprefix(ours)
    return f"程序出错（{job.error or '原因未记录'}），可以重试；仍不成功请联系系统管理员。"
