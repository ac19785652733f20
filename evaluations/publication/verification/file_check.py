"""What a file is that somebody holds against the record: one of ours, a changed one, or none of ours. Nothing is kept."""

import hashlib
from dataclasses import dataclass

from evaluations.foreign_files.child_tasks import READ_PUBLISHED_PAPER
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.foreign_files.opening import ask_child
from evaluations.publication.verification.paper_standing import PaperStanding, standing_by_content, standing_by_file

PDF_MARK = b"%PDF-"
LARGEST_CHECKED = 30 * 1024 * 1024
SAME, CHANGED, FOREIGN = "same", "changed", "foreign"


@dataclass(frozen=True)
class FileVerdict:
    """same, changed or foreign; the paper of ours that the file is or claims to be; and why, in one sentence."""

    kind: str
    digest: str
    standing: PaperStanding | None
    why: str


def verdict_by_digest(digest: str) -> FileVerdict:
    """By the SHA-256 alone, which the browser has made: same or unknown."""
    if standing := standing_by_file(digest):
        return FileVerdict(SAME, digest, standing, "文件与本系统公开的原件逐字节相同，没有改动。")
    return FileVerdict(FOREIGN, digest, None, "本系统没有公开过与它逐字节相同的文件。")


def verdict_on_file(content: bytes) -> FileVerdict:
    """By the whole file: one that is not the same is opened in the limited child, to see whether it is a changed one."""
    verdict = verdict_by_digest(hashlib.sha256(content).hexdigest())
    if verdict.kind == SAME:
        return verdict
    if PDF_MARK not in content[:1024]:
        return FileVerdict(FOREIGN, verdict.digest, None, "这不是 PDF 文件，本系统公开的报告都是 PDF。")
    try:
        inside = ask_child(READ_PUBLISHED_PAPER, None, content)
    except ForeignFileRefused:
        why = "文件打不开，看不出里面是什么；它不是本系统公开的原件，也可能是原件损坏了。"
        return FileVerdict(FOREIGN, verdict.digest, None, why)
    standing = standing_by_content(inside.digest, inside.number, inside.version)
    if standing is None:
        why = "里面没有本系统公开过的报告数据。可能是别处的文件，也可能经打印、扫描或转换，已不是原件。"
        return FileVerdict(FOREIGN, verdict.digest, None, why)
    return FileVerdict(CHANGED, verdict.digest, standing, change_words(standing, inside.digest))


def change_words(standing: PaperStanding, digest: str) -> str:
    """What differs between the file and our paper."""
    if digest == standing.publication.printed_digest:
        return "文件里所附的公开数据与原件相同，但文件本身已不是原件：公开以后有人改动过，或用别的软件另存过。"
    return "文件里所附的公开数据与原件不同：数据被改动过。"
