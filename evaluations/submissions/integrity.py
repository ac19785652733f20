"""Whether the record is still what it was: triggers, chain of the log, frozen submissions, published files."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from django.db import connection

from evaluations.audit.append_only import missing_triggers
from evaluations.audit.events import OUTCOME_OK, verify_chain
from evaluations.audit.witness import witness_fault
from evaluations.checks.result_json import result_as_json
from evaluations.evidence.private_files import stored_bytes
from evaluations.models import Event, FrozenAssessment, Publication, ReviewScore, Submission
from evaluations.models.evaluation_stamp import missing_stamp_triggers
from evaluations.submissions.canonical_json import canonical_digest
from evaluations.submissions.evidence_list import evidence_faults
from evaluations.submissions.freezing import assessment_of, is_assessment_intact, is_document_intact
from evaluations.submissions.review_scores import is_review_score_intact

SCORING_ACTIONS = ("approve", "confirm_sample")
FREEZING_ACTIONS = ("submit", "sign", "freeze_assessment")
# What a result holds besides: the scheme it was made with, and what the checks found.
NOT_OF_ASSESSMENT = {"scheme_digest", "findings", "ledger"}
NOTHING_SAID = ""
Told = defaultdict[tuple[str, int], set[str]]  # (evaluation, number of its submission) → what the log says of it


def integrity_problems() -> Iterator[str]:
    """One Chinese sentence for everything that is wrong; nothing when all is well."""
    for name in missing_triggers(connection):
        yield f"数据库缺少防改触发器 {name}：请重新执行迁移，并查明是谁删除的。"
    for name in missing_stamp_triggers(connection):
        yield f"数据库缺少这一版的内容戳触发器 {name}：填报页面可能显示旧内容，请重新执行迁移；迁移以后又没有的，查明是谁删除的。"
    yield from verify_chain()
    if sentence := witness_fault():
        yield sentence
    yield from changed_submissions()
    yield from changed_files()
    yield from changed_lists()
    yield from exchanged_assessments()
    yield from changed_review_scores()
    yield from evidence_faults()


def changed_submissions() -> Iterator[str]:
    """Submissions whose content, result or scheme no longer fits the hash, or whose assessment its own."""
    related = ("scheme", "frozen_assessment", "evaluation__obligation__department")
    for submission in Submission.objects.select_related(*related).iterator(100):
        if not is_document_intact(submission):
            yield f"报送 {submission.pk}（{submission}）的内容与登记的 SHA-256 不符：已被改动。"
        if not is_assessment_intact(submission):
            yield f"报送 {submission.pk}（{submission}）封存的评分结果缺失，或与登记的 SHA-256 不符：已被改动。"
        elif not agrees_with_result(submission):
            yield f"报送 {submission.pk}（{submission}）封存的评分结果与同时封存的得分不是一回事：已被改动。"


def changed_files() -> Iterator[str]:
    """PDFs that are gone or differ from their checksum."""
    for publication in Publication.objects.exclude(file="").iterator(100):
        data = stored_bytes(publication.file)
        if data is None:
            yield f"公开报告 {publication.pk}（{publication}）的文件 {publication.file} 不在原处。"
            continue
        if hashlib.sha256(data).hexdigest() != publication.sha256:
            yield f"公开报告 {publication.pk}（{publication}）的文件 {publication.file} 与登记的 SHA-256 不符：已被改动。"


def changed_lists() -> Iterator[str]:
    """Submissions whose list of evidence is not the one that the log tells of."""
    told = told_in_log(("submit", "sign"), "evidence")
    for submission in Submission.objects.defer("facts", "result").iterator(100):
        found = canonical_digest(submission.evidence) if submission.evidence else ""
        if (told[str(submission.evaluation_id), submission.number] or {NOTHING_SAID}) != {found}:
            yield f"报送 {submission.pk}（{submission}）的佐证材料清单与日志登记的不符：已被改动。"


def exchanged_assessments() -> Iterator[str]:
    """Assessments that are not the ones that the log tells of."""
    told = told_in_log(FREEZING_ACTIONS, "assessment")
    rows = FrozenAssessment.objects.defer("content", "submission__facts", "submission__result")
    for frozen in rows.select_related("submission").iterator(100):
        submission = frozen.submission
        # Until version 1.0 the event that filed it said nothing of an assessment; the one of its migration does.
        if told[str(submission.evaluation_id), submission.number] - {NOTHING_SAID} != {frozen.sha256}:
            yield f"报送 {submission.pk}（{submission}）封存的评分结果与日志登记的不符：已被改动。"


def changed_review_scores() -> Iterator[str]:
    """Review scores that no longer fit their hash, or that the log does not tell of."""
    told = told_in_log(SCORING_ACTIONS, "review_sha256")
    for score in ReviewScore.objects.select_related("submission__evaluation").iterator(100):
        submission = score.submission
        if not is_review_score_intact(score):
            yield f"报送 {submission.pk}（{submission}）的复核得分与登记的 SHA-256 不符：已被改动。"
        elif score.sha256 not in told[str(submission.evaluation_id), submission.number]:
            yield f"报送 {submission.pk}（{submission}）的复核得分不在日志里：已被改动。"


def told_in_log(actions: tuple[str, ...], key: str) -> Told:
    """All that the log says under `key` of each submission. The log only grows: who adds a second word adds a contradiction."""
    told: Told = defaultdict(set)
    filed = Event.objects.filter(action__in=actions, outcome=OUTCOME_OK, detail__has_key="submission")
    for event in filed.iterator(100):
        told[event.object_id, event.detail["submission"]].add(event.detail.get(key, NOTHING_SAID))
    return told


def agrees_with_result(submission: Submission) -> bool:
    """Whether the assessment (pages and paper) and the result (open data) of a submission name the same numbers."""
    shown = result_as_json(assessment_of(submission), (), ())
    return all(shown.get(key) == said for key, said in submission.result.items() if key not in NOT_OF_ASSESSMENT)
