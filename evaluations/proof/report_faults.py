"""Reports held against the log, both ways: what the rows say otherwise, what they lack, and what nobody told."""

from collections.abc import Iterator
from itertools import zip_longest

from evaluations.language.states import status_words
from evaluations.models import Correction, Decision, Evaluation, Publication, Submission
from evaluations.models.submission import every_decision
from evaluations.proof.column_faults import differing_columns
from evaluations.proof.told_reports import Told, ToldReport, told_reports

Reports = dict[int, ToldReport]
NOTHING_TOLD = ToldReport()
UNTOLD = "日志没有登记：不是经系统办理的。"
CHANGED = "与日志登记的不符：已被改动。"


def report_faults() -> Iterator[str]:
    """One Chinese sentence for each place where the rows of a report and its events differ."""
    told = told_reports()
    rows = Submission.objects.defer("facts", "result", "evidence").select_related("evaluation__obligation__department")
    filed = {(row.evaluation_id, row.number): row for row in rows.prefetch_related(every_decision())}
    yield from _status_faults(told)
    yield from _submission_faults(told, filed)
    yield from _lost_submissions(told, filed)
    yield from _decision_faults(told, filed)
    yield from _paper_faults(told)
    yield from _correction_faults(told)


def _status_faults(told: Reports) -> Iterator[str]:
    known = set()
    for evaluation in Evaluation.objects.select_related("obligation__department", "obligation__cycle"):
        known.add(evaluation.pk)
        report = told.get(evaluation.pk, NOTHING_TOLD)
        if evaluation.status != report.standing:
            yield f"报告 {evaluation.pk}（{evaluation}）的状态“{status_words(evaluation.status)}”{CHANGED}"
        elif wrong := differing_columns(evaluation, report.passed | report.sent_back):
            yield f"报告 {evaluation.pk}（{evaluation}）的{wrong}{CHANGED}"
    for pk in sorted(set(told) - known - {0}):
        yield f"日志登记了报告 {pk}，数据库中没有它：已被删除。"


def _submission_faults(told: Reports, filed: dict[tuple[int, int], Submission]) -> Iterator[str]:
    for (pk, number), row in filed.items():
        said = told.get(pk, NOTHING_TOLD).submissions.get(number)
        if said is None:
            yield f"报送 {row.pk}（{row}），{UNTOLD}"
        elif wrong := differing_columns(row, said):
            yield f"报送 {row.pk}（{row}）的{wrong}{CHANGED}"
        if number > 1 and (pk, number - 1) not in filed:
            yield f"报送 {row.pk}（{row}）之前缺第 {number - 1} 次报送：报送次数不连续。"


def _lost_submissions(told: Reports, filed: dict[tuple[int, int], Submission]) -> Iterator[str]:
    for pk, report in told.items():
        for number in (one for one in report.submissions if (pk, one) not in filed):
            yield f"日志登记了报告 {pk} 的第 {number} 次报送，数据库中没有：已被删除。"
        for number in report.twice:
            yield f"日志两次登记了报告 {pk} 的第 {number} 次报送：日志中有一条不是经系统写入的。"


def _decision_faults(told: Reports, filed: dict[tuple[int, int], Submission]) -> Iterator[str]:
    for (pk, number), row in filed.items():
        said = told.get(pk, NOTHING_TOLD).decisions.get(number, [])
        for decision, one in zip_longest(row.decisions.all(), said):
            if one is None:
                yield f"报送 {row.pk}（{row}）的审核结论 {decision.pk}，{UNTOLD}"
            elif decision is None:
                yield f"日志登记了报送 {row.pk}（{row}）的审核结论，数据库中没有：已被删除。"
            else:
                yield from _one_decision(row, decision, one)


def _one_decision(row: Submission, decision: Decision, told: Told) -> Iterator[str]:
    name = f"报送 {row.pk}（{row}）的审核结论 {decision.pk}"
    if wrong := differing_columns(decision, told):
        yield f"{name}的{wrong}{CHANGED}"
    revocation, said = decision.revoked, told.get("revoked")
    if revocation and not said:
        yield f"{name}的撤销，{UNTOLD}"
    elif said and not revocation:
        yield f"日志登记了{name}的撤销，数据库中没有：已被删除。"
    elif revocation and said and (wrong := differing_columns(revocation, said)):
        yield f"{name}的撤销的{wrong}{CHANGED}"


def _paper_faults(told: Reports) -> Iterator[str]:
    found = set()
    rows = Publication.objects.select_related("submission__evaluation__obligation__cycle")
    for row in rows.defer("submission__facts", "submission__result").order_by("pk"):
        place = row.submission.evaluation_id, row.submission.number
        found.add(place)
        said = told.get(place[0], NOTHING_TOLD).papers.get(place[1])
        if said is None:
            yield f"公开报告 {row.pk}（{row}），{UNTOLD}"
        elif wrong := differing_columns(row, said):
            yield f"公开报告 {row.pk}（{row}）的{wrong}{CHANGED}"
        owed = row.submission.evaluation.obligation
        if (row.department_id, row.year) != (owed.department_id, owed.cycle.year):
            yield f"公开报告 {row.pk}（{row}）挂在别的单位或年度名下，与其报送不符：已被改动。"
    for pk, report in told.items():
        for number in report.papers:
            if (pk, number) not in found:
                yield f"日志登记了报告 {pk} 第 {number} 次报送的公开报告，数据库中没有：已被删除。"


def _correction_faults(told: Reports) -> Iterator[str]:
    rows = {row.pk: row for row in Correction.objects.select_related("submission__evaluation__obligation__department")}
    for pk, row in rows.items():
        report = told.get(row.evaluation_id, NOTHING_TOLD)
        said = report.corrections.get(pk)
        if said is None and not report.opened_itself:
            yield f"更正 {pk}（{row}），{UNTOLD}"
        elif wrong := differing_columns(row, said or {}):
            yield f"更正 {pk}（{row}）的{wrong}{CHANGED}"
    for number, report in told.items():
        for pk in sorted(report.corrections.keys() - rows):
            yield f"日志登记了报告 {number} 的更正 {pk}，数据库中没有：已被删除。"
