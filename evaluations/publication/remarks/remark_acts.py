"""A remark is received from whoever reads, and answered once by the bureau; both are events."""

import secrets
from collections.abc import Mapping

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, refusals_noted
from evaluations.models import Publication, ReaderRemark

MOST_OPEN = 20
FULL = "这份报告已有较多纠错正在办理，请过几天再来；紧急的，请直接与财政局联系。"


def receive_remark(
    publication: Publication, written: Mapping[str, str], request: HttpRequest | None = None
) -> ReaderRemark:
    """Keep a remark on a live report. Raises Conflict where so many wait that no more would be read."""
    with transaction.atomic():
        if ReaderRemark.objects.filter(publication=publication, state=ReaderRemark.State.OPEN).count() >= MOST_OPEN:
            raise Conflict(FULL)
        token = secrets.token_hex(8)
        remark = ReaderRemark.objects.create(
            publication=publication, token=token, written_at=database_now(), **dict(written)
        )
        record_event("receive_remark", user=None, object=remark, request=request)
    return remark


def answer_remark(remark: ReaderRemark, user: User, state: str, answer: str, request: HttpRequest) -> None:
    """Answer what is open. Raises Conflict where a colleague was quicker."""
    with refusals_noted("answer_remark", user, request, remark), transaction.atomic():
        columns = {"state": state, "answer": answer, "answered_by": user, "answered_at": database_now()}
        if not ReaderRemark.objects.filter(pk=remark.pk, state=ReaderRemark.State.OPEN).update(**columns):
            raise Conflict("这条纠错刚才已经由同事答复。您写的内容仍在下面，请对照后处理。")
        record_event("answer_remark", user=user, object=remark, detail={"state": state}, request=request)
