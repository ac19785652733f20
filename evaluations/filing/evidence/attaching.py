"""Attaching, moving and removing 佐证材料 of a draft: one file at a time, so that a bad one costs no good one."""

import errno
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models.functions import Now
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.events import OUTCOME_REFUSED, record_event
from evaluations.audit.refusals import Conflict
from evaluations.evidence import keeping
from evaluations.evidence.images import IMAGE_FORMATS, redraw_image
from evaluations.evidence.inspecting import AcceptedFile, inspect_evidence
from evaluations.evidence.kinds import WEB_KIND
from evaluations.evidence.names import clean_name
from evaluations.evidence.refusal import InfectedFile, UnacceptableFile
from evaluations.evidence.scanner import scan_file
from evaluations.evidence.tidying import request_tidying
from evaluations.evidence.web_addresses import WebAddress
from evaluations.models import Evaluation, Evidence
from evaluations.workflow.acting import lock_for_edit

log = logging.getLogger(__name__)
BYTES_PER_MB = 2**20
EVIDENCE_GONE = "这份材料刚才已经移除，或者移除已超过一天，不能再改。请刷新页面查看。"


@dataclass
class AttachOutcome:
    """What became of the files of one press: kept rows, and sentences about the others."""

    kept: list[Evidence] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class OfferedFile:
    """One file as it was sent: to which draft, by whom, for which place."""

    evaluation: Evaluation
    user: User
    place: str
    name: str
    note: str
    request: HttpRequest | None
    page: WebAddress | None = None


def attach_evidence_files(
    evaluation: Evaluation,
    user: User,
    place: str,
    files: Iterable[UploadedFile],
    *,
    note: str = "",
    too_large: Iterable[str] = (),
    request: HttpRequest | None = None,
) -> AttachOutcome:
    """Keep every good file and say of each other one why not. Raises ActRefused when the draft is handed in."""
    outcome = AttachOutcome(refused=[str(UnacceptableFile(clean_name(name), *over_limit())) for name in too_large])
    for upload in files:
        offer = OfferedFile(evaluation, user, place, clean_name(upload.name or ""), note, request)
        try:
            row, said = attached_row(offer, upload)
        except UnacceptableFile as refusal:
            if isinstance(refusal, InfectedFile):
                detail = {"sha256": refused_digest(upload)}
                record_event(
                    "attach_evidence",
                    user=user,
                    object=evaluation,
                    outcome=OUTCOME_REFUSED,
                    detail=detail,
                    request=request,
                )
            outcome.refused.append(refusal.sentence)
            continue
        outcome.told += [said] if said else []
        outcome.kept += [row] if row else []
    return outcome


def attach_web_address(
    evaluation: Evaluation,
    user: User,
    place: str,
    page: WebAddress,
    *,
    note: str = "",
    request: HttpRequest | None = None,
) -> AttachOutcome:
    """Keep a page's address like a file. Raises ActRefused when the draft is handed in."""
    outcome = AttachOutcome()
    offer = OfferedFile(evaluation, user, place, page.title, note, request, page)
    try:
        with keeping.incoming_evidence(ContentFile(page.note)) as path:
            original = keeping.evidence_digest(path)
            with lock_for_edit(evaluation.pk):
                row, said = keep_offered(offer, path, AcceptedFile(WEB_KIND), original)
    except UnacceptableFile as refusal:
        outcome.refused.append(refusal.sentence)
        return outcome
    outcome.told += [said] if said else []
    outcome.kept += [row] if row else []
    return outcome


def over_limit() -> tuple[str, str]:
    """What was read, and how to mend it."""
    limit = settings.EVIDENCE_FILE_BYTES // BYTES_PER_MB
    return f"文件超过 {limit} MB", "请压缩图片或分成几个文件后再上传；扫描件用 300 dpi、灰度即可。"


def refused_digest(upload: UploadedFile) -> str:
    """The hash by which the bureau can find out what was sent."""
    with keeping.incoming_evidence(upload) as path:
        return keeping.evidence_digest(path)


def attached_row(offer: OfferedFile, upload: UploadedFile) -> tuple[Evidence | None, str]:
    """(row, what to say besides): judge the file outside of any transaction, then keep it under the draft's lock."""
    if not upload.size:
        raise UnacceptableFile(offer.name, "文件是空的（0 字节）", "请确认文件能打开，再重新选择。")
    if upload.size > settings.EVIDENCE_FILE_BYTES:
        raise UnacceptableFile(offer.name, *over_limit())
    try:
        with keeping.incoming_evidence(upload) as path:
            original = keeping.evidence_digest(path)
            found = judged_upload(path, offer.name)
            with lock_for_edit(offer.evaluation.pk):
                return keep_offered(offer, path, found, original)
    except OSError as error:
        log.exception("evidence: %s bytes could not be written", upload.size)
        why = "服务器的存储空间不足" if error.errno == errno.ENOSPC else "服务器暂时写不了文件"
        raise UnacceptableFile(offer.name, why, "请稍后再传；仍不行的，请联系系统管理员。") from error


def judged_upload(path: Path, name: str) -> AcceptedFile:
    """Scanned before anything of it is unpacked, then what it is; pictures are drawn anew."""
    scan_file(path, name)
    found = inspect_evidence(path, name)
    if found.kind.code in IMAGE_FORMATS:
        redraw_image(path, name, found.kind)
    return found


def keep_offered(offer: OfferedFile, path: Path, found: AcceptedFile, original: str) -> tuple[Evidence | None, str]:
    """The new row; the same content at another place shares the file, at the same place it is only told."""
    rows = list(Evidence.current(offer.evaluation))
    twins = [row for row in rows if row.original_sha256 == original]
    if here := next((row for row in twins if row.place == offer.place), None):
        return None, f"“{offer.name}”与已上传的“{here.name}”内容完全相同，没有重复保存。"
    refuse_too_many(rows, offer.name, 0 if twins else path.stat().st_size)
    file, size, sha256 = stored_content(twins, path)
    row = Evidence.objects.create(
        evaluation=offer.evaluation,
        place=offer.place,
        file=file,
        name=offer.name,
        note=offer.note,
        kind=found.kind.code,
        encrypted=found.encrypted,
        size=size,
        sha256=sha256,
        original_sha256=original,
        uploaded_by=offer.user,
        address=offer.page.address if offer.page else "",
        seen_on=offer.page.seen_on if offer.page else None,
    )
    note_down("attach_evidence", row, offer.user, offer.request)
    request_tidying()
    return row, twins_remark(row, twins)


def stored_content(twins: list[Evidence], path: Path) -> tuple[UUID, int, str]:
    """(file, size, SHA-256) of what is kept: that of a row with the same content, or the new file."""
    if twins:
        return twins[0].file, twins[0].size, twins[0].sha256
    size, sha256 = path.stat().st_size, keeping.evidence_digest(path)
    return keeping.keep_evidence(path), size, sha256


def twins_remark(row: Evidence, twins: list[Evidence]) -> str:
    """What its owner should know of a file that was kept."""
    if twins:
        return f"“{row.name}”与已上传的“{twins[0].name}”内容完全相同，文件只存一份，两处都列出。"
    return f"“{row.name}”设有密码保护，审核人员可能无法打开，请换成不设密码的文件。" if row.encrypted else ""


def used_bytes(rows: Iterable[Evidence]) -> int:
    """How much the files of these rows take; a shared file counts once."""
    return sum({row.file: row.size for row in rows}.values())


def refuse_too_many(rows: list[Evidence], name: str, more: int) -> None:
    """The limits of one report, judged under its lock."""
    if len(rows) >= settings.EVIDENCE_FILES:
        raise UnacceptableFile(
            name,
            f"本报告已有 {len(rows)} 份材料",
            "请先移除不需要的，或把同类材料合并成一个 PDF。",
            f"不超过 {settings.EVIDENCE_FILES} 份",
        )
    if (total := used_bytes(rows) + more) > settings.EVIDENCE_BYTES:
        raise UnacceptableFile(
            name,
            f"加上它，本报告的材料共 {total / BYTES_PER_MB:.1f} MB",
            "请压缩文件，或先移除不需要的材料。",
            f"不超过 {settings.EVIDENCE_BYTES // BYTES_PER_MB} MB",
        )


def note_down(action: str, row: Evidence, user: User, request: HttpRequest | None) -> None:
    """One line in the log, without the file's name."""
    detail = {"evidence": row.pk, "place": row.place, "sha256": row.sha256}
    record_event(action, user=user, object=row.evaluation, detail=detail, request=request, role=Role.PREPARER)


def change_evidence_file(
    row: Evidence, user: User, *, place: str, note: str, request: HttpRequest | None = None
) -> None:
    """Tie the file to another place, or describe it otherwise. Raises ActRefused."""
    with lock_for_edit(row.evaluation_id):
        if Evidence.current(row.evaluation).filter(place=place, original_sha256=row.original_sha256).exclude(pk=row.pk):
            raise Conflict("那一项下面已经有内容完全相同的文件，不必再放一份。")
        if not Evidence.current(row.evaluation).filter(pk=row.pk).update(place=place, note=note):
            raise Conflict(EVIDENCE_GONE)
        row.place, row.note = place, note
        note_down("change_evidence", row, user, request)


def remove_evidence_file(row: Evidence, user: User, *, request: HttpRequest | None = None) -> None:
    """Take the file off the draft; what was handed in with it keeps it. A second press is no fault."""
    with lock_for_edit(row.evaluation_id):
        if Evidence.current(row.evaluation).filter(pk=row.pk).update(removed_at=Now()):
            note_down("remove_evidence", row, user, request)


def restore_evidence_file(row: Evidence, user: User, *, request: HttpRequest | None = None) -> None:
    """Bring back what was removed within the last day. Raises ActRefused; the limits count again."""
    with lock_for_edit(row.evaluation_id):
        rows = list(Evidence.current(row.evaluation))
        if any(one.pk == row.pk for one in rows):
            return
        if any((one.place, one.original_sha256) == (row.place, row.original_sha256) for one in rows):
            raise Conflict(f"“{row.name}”已经重新上传过，不用恢复。")
        try:
            refuse_too_many(rows, row.name, 0 if any(one.file == row.file for one in rows) else row.size)
        except UnacceptableFile as refusal:
            raise Conflict(refusal.sentence.replace("没有收下", "没有恢复")) from refusal
        if not Evidence.objects.filter(pk=row.pk).update(removed_at=None):
            raise Conflict(EVIDENCE_GONE)
        note_down("restore_evidence", row, user, request)
