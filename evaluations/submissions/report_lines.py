"""The lines of the review's list, kept in the transaction of whatever changes what they show.

A line is locked before its sources are read: of two acts upon the same report (an approval, an extension) the later
one sees what the earlier one wrote.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q, Subquery

from departments.kept_statement import KeptColumns
from evaluations.models import (
    Assignment,
    Correction,
    Cycle,
    Decision,
    Evaluation,
    FirstApproval,
    Obligation,
    ReportLine,
    ReviewScore,
    Status,
    Submission,
)
from evaluations.models.report_line import ReportStand, drawn_mark
from evaluations.models.review_sheet import ReviewRound
from evaluations.models.standing import bureau_stand
from evaluations.submissions.line_figures import KeptScore, final_score, line_figures, line_order, line_standing
from evaluations.submissions.line_values import keep_line_values
from evaluations.submissions.report_hints import keep_hints

LINE_BATCH = 500
_OF_REPORT = "submission__evaluation"
_FILED = KeptColumns(
    lambda: Submission.objects.order_by("number"), ("pk", "evaluation", "number", "submitted_at"), "evaluation"
)
_SAID = KeptColumns(
    lambda: Decision.objects.order_by("pk"),
    (_OF_REPORT, "decided_by", "revocation", "submission", "decided_at"),
    _OF_REPORT,
)
_ASKED = KeptColumns(
    lambda: Correction.objects.filter(state=Correction.State.ASKED), ("evaluation", "asked_at"), "evaluation"
)
_SCORES = KeptColumns(
    lambda: ReviewScore.objects.filter(decision__revocation=None),
    ("submission", "round", "total", "grade"),
    _OF_REPORT,
)
_SPOKEN = KeptColumns(FirstApproval.counting, ("submission", "given_by"), _OF_REPORT)
_ASSIGNED = KeptColumns(Assignment.objects.all, ("obligation", "reviewer"), "obligation")
# What a line takes from the duty, its year and its report.
DUTY_COLUMNS = [
    *("department", "exempted", "extended_to", "cycle__year", "cycle__due_on"),
    *("evaluation__obligation", "evaluation__status", "evaluation__correcting", "evaluation__sent_back"),
    "evaluation__approved_at",
]
LINE_COLUMNS = [field.attname for field in ReportLine._meta.concrete_fields if not field.primary_key]


class LastWord(NamedTuple):
    """The bureau's last word about a report that stands: of which submission, and when."""

    submission: int
    at: datetime


class FiledVersion(NamedTuple):
    """What a line takes from a submission."""

    pk: int
    report: int
    number: int
    submitted_at: datetime


@dataclass(frozen=True)
class LineSources:
    """What the lines of some duties are made of, fetched together; keyed by the report, reviewers by the duty,
    `filed` and first words by the submission, scores by the submission and the round."""

    filed: dict[int, FiledVersion]
    newest: dict[int, FiledVersion]
    decided: dict[int, int]
    words: dict[int, LastWord]
    spoken: dict[int, int]
    asked: dict[int, datetime]
    reviewers: dict[int, int | None]
    scores: dict[tuple[int, str], KeptScore]

    @classmethod
    def of(cls, wanted: list[int], reports: list[int]) -> "LineSources":
        """Of these duties and their reports: a fixed number of queries, however many they are."""
        filed = [FiledVersion(*columns) for columns in _FILED.of_any(reports)]
        said = _SAID.of_any(reports)
        return cls(
            filed={one.pk: one for one in filed},
            newest={one.report: one for one in filed},
            decided={report: person for report, person, *_ in said},
            words={report: LastWord(*word) for report, _, revoked, *word in said if revoked is None},
            spoken=dict(_SPOKEN.of_any(reports)),
            asked=dict(_ASKED.of_any(reports)),
            reviewers=dict(_ASSIGNED.of_any(wanted)),
            scores={(of, which): (total, grade) for of, which, total, grade in _SCORES.of_any(reports)},
        )


def keep_report_lines(*obligations: int) -> None:
    """Write the lines of these duties as they must be now, and of the year after, which compares itself with them.

    Runs in the caller's transaction as its last step: it takes locks that nothing else takes.
    """
    later = Obligation.objects.filter(
        department__obligations__in=obligations, cycle__year=F("department__obligations__cycle__year") + 1
    )
    wanted = sorted({*obligations, *later.values_list("pk", flat=True)})
    for begin in range(0, len(wanted), LINE_BATCH):
        _keep(wanted[begin : begin + LINE_BATCH])


def _keep(wanted: list[int]) -> None:
    lines = _locked_lines(wanted)
    before = {pk: _columns(line) for pk, line in lines.items()}
    rows = Obligation.objects.filter(pk__in=wanted).select_related("cycle", "evaluation").only(*DUTY_COLUMNS)
    rows = rows.order_by("cycle__year")
    sources = LineSources.of(wanted, [row.evaluation.pk for row in rows if hasattr(row, "evaluation")])
    earlier = _earlier_lines(rows)
    for row in rows:
        line = lines[row.pk]
        _renew(line, row, sources)
        _set(line, line_order(line, earlier.get((row.department_id, row.cycle.year - 1))))
        earlier[row.department_id, row.cycle.year] = line
    _write_changes(lines.values(), before)
    filed = [line for line in lines.values() if line.submission_id != before[line.pk]["submission_id"]]
    keep_line_values(filed)
    keep_hints(filed)


def _locked_lines(wanted: list[int]) -> dict[int, ReportLine]:
    """The lines of these duties by their keys, locked in the order of keys; those that are not there yet are made."""
    rows = ReportLine.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    lines = {one.pk: one for one in rows}
    if len(lines) == len(wanted):
        return lines
    make_report_lines(Obligation.objects.filter(pk__in=wanted, line=None).select_related("cycle"))
    return {one.pk: one for one in rows.all()}


def _columns(line: ReportLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in LINE_COLUMNS}


def _write_changes(lines: Iterable[ReportLine], before: Mapping[int, Mapping[str, Any]]) -> None:
    """One statement with the columns that changed in any of the lines: most acts change two or three of twenty-five."""
    changes = {line.pk: {name for name, was in before[line.pk].items() if getattr(line, name) != was} for line in lines}
    columns = sorted(set().union(*changes.values()))
    if columns:
        changed = [line for line in lines if changes[line.pk]]
        for line in changed:
            line.mark = drawn_mark()
        ReportLine.objects.bulk_update(changed, [*columns, "mark"])


def make_report_lines(obligations: Iterable[Obligation]) -> None:
    """Begin the lines of duties that have none; nobody has filed anything yet."""
    made = [ReportLine(obligation=one, cycle=one.cycle, due_on=one.due_on) for one in obligations]
    ReportLine.objects.bulk_create(made, ignore_conflicts=True, batch_size=LINE_BATCH)


def keep_last_days(cycle: Cycle) -> None:
    """Write the last day of every duty of a cycle whose own has moved; two statements, however many there are."""
    lines = ReportLine.objects.filter(cycle=cycle)
    lines.update(due_on=cycle.due_on)
    longer = Obligation.objects.filter(pk=OuterRef("pk")).values("extended_to")
    lines.filter(obligation__extended_to__gt=cycle.due_on).update(due_on=Subquery(longer))


def _earlier_lines(rows: Iterable[Obligation]) -> dict[tuple[int, int], ReportLine]:
    """(department, year) → the line of the year before each of these, in one query."""
    wanted = Q(pk__in=[])
    for year in {row.cycle.year for row in rows}:
        here = [row.department_id for row in rows if row.cycle.year == year]
        wanted |= Q(obligation__department__in=here, cycle__year=year - 1)
    found = ReportLine.objects.filter(wanted).select_related("obligation", "cycle")
    needed = found.only("total", "execution_rate", "obligation__department", "cycle__year")
    return {(one.obligation.department_id, one.cycle.year): one for one in needed}


def _renew(line: ReportLine, row: Obligation, sources: LineSources) -> None:
    """Every column but those that compare with the year before."""
    evaluation: Evaluation | None = getattr(row, "evaluation", None)
    number, stand = evaluation.pk if evaluation else 0, _stand(evaluation)
    word = sources.words.get(number)
    newest = sources.newest.get(number)
    if word and stand in (ReportStand.RETURNED, ReportStand.PASSED):
        newest = sources.filed[word.submission]  # what was filed after it and withdrawn does not count
    if newest and newest.pk != line.submission_id:
        result = Submission.objects.values_list("result", flat=True).get(pk=newest.pk)
        _set(line, {"submission_id": newest.pk, "number": newest.number} | line_figures(result))
    review, sample = (sources.scores.get((newest.pk if newest else 0, one)) for one in ReviewRound.values)
    _set(line, final_score(line, review, sample))
    line.reviewer_id, line.decided_by_id = sources.reviewers.get(row.pk), sources.decided.get(number)
    line.asked, line.due_on = number in sources.asked, row.due_on
    since = standing_since(
        evaluation, newest, word if stand == ReportStand.RETURNED else None, sources.asked.get(number)
    )
    _set(line, line_standing(stand, row.exempted, since))
    line.first_word_by_id = sources.spoken.get(newest.pk) if newest and line.stand == ReportStand.WAITING else None


def _stand(evaluation: Evaluation | None) -> ReportStand:
    if evaluation is None:
        return ReportStand.MISSING
    return bureau_stand(evaluation.status, correcting=evaluation.correcting, sent_back=evaluation.sent_back)


def standing_since(
    evaluation: Evaluation | None, newest: FiledVersion | None, returned: LastWord | None, asked: datetime | None
) -> datetime | None:
    """When the report came to where it is; None while the bureau has nothing to do with it.

    The report's own `submitted_at` is when the head was asked to sign: until then the bureau did not have it. Its `returned_at`
    is when the head refused to, if that was later than the bureau's return.
    """
    if evaluation is None:
        return None
    if returned:
        return returned.at
    moments = {
        Status.SUBMITTED: newest.submitted_at if newest else None,
        Status.APPROVED: asked or evaluation.approved_at,
        Status.PUBLISHED: asked or evaluation.approved_at,
    }
    return moments.get(Status(evaluation.status))


def _set(line: ReportLine, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(line, name, value)
