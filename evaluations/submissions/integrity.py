"""Whether the record is still what it was: triggers, chain of the log, frozen submissions, published files."""

import hashlib
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db import connection

from evaluations.audit.append_only import missing_triggers
from evaluations.audit.events import OUTCOME_OK, verify_chain
from evaluations.audit.witness import head_contradiction
from evaluations.models import Event, FrozenAssessment, Publication, Submission
from evaluations.submissions.canonical_json import canonical_digest
from evaluations.submissions.evidence_list import evidence_faults
from evaluations.submissions.freezing import is_assessment_intact, is_document_intact

FREEZING_ACTIONS = ("submit", "sign", "freeze_assessment")


def integrity_problems() -> Iterator[str]:
    """One Chinese sentence for everything that is wrong; nothing when all is well."""
    for name in missing_triggers(connection):
        yield f"数据库缺少防改触发器 {name}：请重新执行迁移，并查明是谁删除的。"
    yield from verify_chain()
    if sentence := head_contradiction():
        yield sentence
    yield from changed_submissions()
    yield from changed_files()
    yield from changed_lists()
    yield from exchanged_assessments()
    yield from evidence_faults()


def changed_submissions() -> Iterator[str]:
    """Submissions whose content, result or scheme no longer fits the hash, or whose assessment its own."""
    related = ("scheme", "frozen_assessment", "evaluation__obligation__department")
    for submission in Submission.objects.select_related(*related).iterator(100):
        if not is_document_intact(submission):
            yield f"报送 {submission.pk}（{submission}）的内容与登记的 SHA-256 不符：已被改动。"
        if not is_assessment_intact(submission):
            yield f"报送 {submission.pk}（{submission}）封存的评分结果缺失，或与登记的 SHA-256 不符：已被改动。"


def changed_files() -> Iterator[str]:
    """PDFs that are gone or differ from their checksum."""
    for publication in Publication.objects.exclude(file="").iterator(100):
        try:
            with default_storage.open(publication.file) as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            yield f"公开报告 {publication.pk}（{publication}）的文件 {publication.file} 不在原处。"
            continue
        if found != publication.sha256:
            yield f"公开报告 {publication.pk}（{publication}）的文件 {publication.file} 与登记的 SHA-256 不符：已被改动。"


def changed_lists() -> Iterator[str]:
    """Submissions whose list of evidence is not the one that the log tells of."""
    filed = Event.objects.filter(action__in=("submit", "sign"), outcome=OUTCOME_OK, detail__has_key="submission")
    told = {
        (event.object_id, event.detail["submission"]): event.detail.get("evidence", "") for event in filed.iterator(100)
    }
    for submission in Submission.objects.defer("facts", "result").iterator(100):
        found = canonical_digest(submission.evidence) if submission.evidence else ""
        if found != told.get((str(submission.evaluation_id), submission.number), ""):
            yield f"报送 {submission.pk}（{submission}）的佐证材料清单与日志登记的不符：已被改动。"


def exchanged_assessments() -> Iterator[str]:
    """Assessments that are not the ones that the log tells of."""
    told_of = Event.objects.filter(action__in=FREEZING_ACTIONS, outcome=OUTCOME_OK, detail__has_key="assessment")
    told = {
        (event.object_id, event.detail["submission"]): event.detail["assessment"] for event in told_of.iterator(100)
    }
    rows = FrozenAssessment.objects.defer("content", "submission__facts", "submission__result")
    for frozen in rows.select_related("submission").iterator(100):
        submission = frozen.submission
        if frozen.sha256 != told.get((str(submission.evaluation_id), submission.number)):
            yield f"报送 {submission.pk}（{submission}）封存的评分结果与日志登记的不符：已被改动。"
