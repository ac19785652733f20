"""What somebody who owns the tables does to the record by SQL, past all triggers, and a part of the sentence that names it."""

import hashlib
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings as site
from django.db import connection
from django.db.models import F
from django.utils import timezone

from departments.models import Membership, User
from evaluations.audit.append_only import APPEND_ONLY_TABLES
from evaluations.audit.events import record_event, seal_events
from evaluations.audit.witness import WITNESS_FILE, write_head
from evaluations.models import (
    ApprovedFigure,
    Claim,
    Decision,
    DecisionRevocation,
    Evaluation,
    Event,
    EventSeal,
    FrozenAssessment,
    Obligation,
    Publication,
    Submission,
)
from evaluations.submissions.canonical_json import canonical_digest
from evaluations.submissions.freezing import assessment_columns
from tests.factories import make_user

DAY = timedelta(days=1)


@contextmanager
def triggers_off():
    """Out of the way and back again, so that nothing of it can be seen afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in APPEND_ONLY_TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in APPEND_ONLY_TABLES:
            for kind in ("change", "truncate"):
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_{kind}")


def newest() -> Submission:
    return Submission.objects.select_related("frozen_assessment").order_by("-number")[0]


def live() -> Publication:
    return Publication.objects.get(state="live")


def of_newest(**columns) -> None:
    Submission.objects.filter(pk=newest().pk).update(**columns)


def figure_changed() -> None:
    row = newest()
    row.facts["figures"]["basic.actual"] = "1"
    sha256 = canonical_digest({"facts": row.facts, "result": row.result})
    of_newest(facts=row.facts, sha256=sha256)
    columns = assessment_columns(sha256, row.frozen_assessment.content)
    FrozenAssessment.objects.filter(submission=row).update(**columns)


def erase(rows) -> None:
    """Without a look at who refers to them."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        rows._raw_delete("default")
        cursor.execute("SET LOCAL session_replication_role = origin")


def first_submission_erased() -> None:
    rows = Submission.objects.filter(number=1, evaluation=newest().evaluation)
    for kind in (Decision, FrozenAssessment, Claim):
        erase(kind.objects.filter(submission__in=rows))
    erase(rows)


def put_live() -> None:
    waiting = Publication.objects.filter(state="ready")
    waiting.update(state="live", published_at=timezone.now(), published_by=stranger())


def paper_replaced() -> None:
    row, content = live(), b"%PDF-1.7 forged"
    (Path(site.MEDIA_ROOT) / row.file).write_bytes(content)
    Publication.objects.filter(pk=row.pk).update(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def sealed_anew() -> None:
    EventSeal.objects.all().delete()
    Event.objects.filter(action="extend")._raw_delete("default")
    seal_events()


def all_sealed_anew_with_a_new_witness() -> None:
    sealed_anew()
    write_head(seal_events())


def nothing_sealed() -> None:
    EventSeal.objects.all().delete()
    (Path(site.MEDIA_ROOT) / WITNESS_FILE).unlink()
    Event.objects.update(at=F("at") - DAY)


def witness_planted() -> None:
    head = EventSeal.objects.order_by("-pk")[0].digest
    (Path(site.MEDIA_ROOT) / WITNESS_FILE).write_text(f"{head} 2026-11-26T00:00:00+00:00 {'0' * 64} {'0' * 128}\n")


def first_decision() -> Decision:
    return Decision.objects.order_by("pk")[0]


def of_first_decision(**columns) -> None:
    Decision.objects.filter(pk=first_decision().pk).update(**columns)


def role_given() -> None:
    person = make_user("赵某")
    Membership.objects.create(user=person, county=Membership.objects.all()[0].county, role="reviewer")


def stranger() -> User:
    return make_user("钱某")


# What is done by SQL → a part of the sentence that names it. The first 22 are the forgeries of the design note.
FORGERIES = {
    "a frozen figure changed, both hashes computed again": (figure_changed, "的SHA-256与日志登记的不符"),
    "a decision's words rewritten": (lambda: of_first_decision(reason="没有意见"), "的意见与日志登记的不符"),
    "a decision flipped": (lambda: of_first_decision(outcome="approved"), "的结论与日志登记的不符"),
    "a decision's person replaced": (
        lambda: of_first_decision(decided_by=stranger()),
        "审核结论",
    ),
    "a decision deleted": (
        lambda: erase(Decision.objects.filter(pk=first_decision().pk)),
        "的审核结论，数据库中没有：已被删除",
    ),
    "a submission deleted": (first_submission_erased, "的第 1 次报送，数据库中没有：已被删除"),
    "a signer replaced": (lambda: of_newest(signed_by=stranger()), "的签批人账号与日志登记的不符"),
    "a signer's name replaced": (lambda: of_newest(signer_name="钱某"), "的签批人与日志登记的不符"),
    "a submitter replaced": (lambda: of_newest(submitted_by=stranger()), "与日志登记的不符"),
    "a date of submission replaced": (
        lambda: of_newest(submitted_at=F("submitted_at") - DAY),
        "的报送时间与日志登记的不符",
    ),
    "a publication put live without the workflow": (put_live, "的状态、公开人、公开时间与日志登记的不符"),
    "a publication deleted": (
        lambda: erase(Publication.objects.filter(state="live")),
        "的公开报告，数据库中没有：已被删除",
    ),
    "a publication's title changed": (lambda: Publication.objects.update(title="另一个标题"), "的标题与日志登记的不符"),
    "PDF and recorded hash replaced together": (paper_replaced, "的SHA-256与日志登记的不符"),
    "an approved figure added": (
        lambda: ApprovedFigure.objects.create(obligation=Obligation.objects.all()[0], figure="basic.actual", amount=1),
        "的批复预算数或批复绩效目标与日志登记的不符",
    ),
    "a role given": (role_given, "日志没有登记：不是经系统授予的"),
    "the chain sealed anew after deletions": (sealed_anew, "数据库中已没有它"),
    "the witness removed": (lambda: (Path(site.MEDIA_ROOT) / WITNESS_FILE).unlink(), "却不在原处"),
    "nothing sealed at all": (nothing_sealed, "超过 2 分钟没有封印"),
    "an event rewritten": (lambda: Event.objects.filter(action="sign").update(ip="10.0.0.9"), "该条日志被改动过"),
    "a seal removed": (lambda: EventSeal.objects.order_by("pk")[2].delete(), "不衔接"),
    "a file replaced": (
        lambda: (Path(site.MEDIA_ROOT) / live().file).write_bytes(b"%PDF"),
        "与登记的 SHA-256 不符",
    ),
    "own 1: the chain sealed anew with a new witness": (all_sealed_anew_with_a_new_witness, "不在封印链中"),
    "own 2: a witness without our signature": (witness_planted, "的签名与本系统的密钥不符"),
    "own 3: a report's status set": (
        lambda: Evaluation.objects.filter(status="published").update(
            status="approved", published_at=None, published_by=None
        ),
        "的状态“审核通过”与日志登记的不符",
    ),
    "own 4: a day of grace granted": (
        lambda: Obligation.objects.filter(extended_to=None).update(extended_to="2021-08-31", extension_reason="无"),
        "的免报或延期与日志登记的不符",
    ),
    "own 5: a revocation invented": (
        lambda: DecisionRevocation.objects.create(
            decision=Decision.objects.order_by("-pk")[0],
            reason="无此事",
            revoked_by=stranger(),
            revoked_at=timezone.now(),
        ),
        "的撤销，日志没有登记",
    ),
    "own 6: a disabled account opened again": (
        lambda: record_event("disable_account", user=None, object=User.objects.all()[0]),
        "现为“在用”，与日志登记的不符",
    ),
    "own 7: a submission numbered anew": (lambda: of_newest(number=4), "报送次数不连续"),
    "own 8: a second word in the log": (
        lambda: record_event(
            "sign", user=None, object=newest().evaluation, detail={"submission": 2, "sha256": newest().sha256}
        ),
        "日志两次登记了",
    ),
}
