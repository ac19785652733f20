"""What a file is that somebody holds against the record: one of ours, a changed one, or none of ours. Nothing is kept."""

import hashlib
from dataclasses import dataclass, replace
from threading import BoundedSemaphore

from evaluations.foreign_files.child_tasks import READ_PUBLISHED_PAPER, PublishedContent
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.foreign_files.opening import ask_child
from evaluations.publication.sealing.paper_seal import trusted_certificates
from evaluations.publication.verification.paper_standing import PaperStanding, standing_by_content, standing_by_file

PDF_MARK = b"%PDF-"
SEAL_STANDINGS = {
    "ours": "有效，用的是本系统的证书，签名后文件没有改动。",
    "stranger": "签名后文件没有改动，但用的不是本系统的证书。",
    "broken": "无效，签名后文件被改动过。",
    "unknown": "这种签名（例如国密 SM2）本页不能核验，请用签章厂商的阅读器核验。",
}
SAME, CHANGED, FOREIGN = "same", "changed", "foreign"


VERDICT_WORDS = {SAME: "是原件", CHANGED: "不是原件：与公开的不一致", FOREIGN: "不是本系统公开的原件"}
# Anybody may send files, and each takes a child process: more than these at once, in one web process, have to wait.
CHECKS_AT_ONCE, LONGEST_WAIT_SECONDS = BoundedSemaphore(2), 5


class TooManyChecks(Exception):
    """Others are being served; the text is a Chinese sentence."""


@dataclass(frozen=True)
class FileVerdict:
    """same, changed or foreign; the paper of ours that the file is or claims to be; and why, in one sentence."""

    kind: str
    digest: str
    standing: PaperStanding | None
    why: str
    seals: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The verdict in a few words."""
        return VERDICT_WORDS[self.kind]


def verdict_by_digest(digest: str) -> FileVerdict:
    """By the SHA-256 alone, which the browser has made: same or unknown."""
    if standing := standing_by_file(digest):
        return FileVerdict(SAME, digest, standing, "文件与本系统公开的原件逐字节相同，没有改动。")
    return FileVerdict(FOREIGN, digest, None, "本系统没有公开过与它逐字节相同的文件。")


def verdict_on_file(content: bytes) -> FileVerdict:
    """By the whole file, opened in the limited child: its seals, and whether it is a changed one of ours."""
    verdict = verdict_by_digest(hashlib.sha256(content).hexdigest())
    if PDF_MARK not in content[:1024]:
        return FileVerdict(FOREIGN, verdict.digest, None, "这不是 PDF 文件，本系统公开的报告都是 PDF。")
    try:
        inside = looked_into(content)
    except ForeignFileRefused:
        if verdict.kind == SAME:
            return verdict
        why = "文件无法打开，看不出里面是什么；它不是本系统公开的原件，也可能是原件损坏了。"
        return FileVerdict(FOREIGN, verdict.digest, None, why)
    seals = tuple(seal_words(*seal) for seal in inside.seals)
    if verdict.kind == SAME:
        return replace(verdict, seals=seals)
    standing = standing_by_content(inside.digest, inside.number, inside.version)
    if standing is None:
        why = "里面没有本系统公开过的报告数据。可能是别处的文件，也可能经打印、扫描或转换，已不是原件。"
        return FileVerdict(FOREIGN, verdict.digest, None, why, seals)
    return FileVerdict(CHANGED, verdict.digest, standing, change_words(standing, inside.digest), seals)


def looked_into(content: bytes) -> PublishedContent:
    """What lies in the file. Raises ForeignFileRefused; TooManyChecks where others take too long."""
    if not CHECKS_AT_ONCE.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise TooManyChecks("现在核验的人较多，这个文件还没有比对，请过一会儿再试。")
    try:
        return ask_child(READ_PUBLISHED_PAPER, trusted_certificates(), content)
    finally:
        CHECKS_AT_ONCE.release()


def seal_words(signer: str, standing: str) -> str:
    """A seal on the file in a sentence."""
    return f"电子签名（{signer or '签名人不明'}）：{SEAL_STANDINGS[standing]}"


def change_words(standing: PaperStanding, digest: str) -> str:
    """What differs between the file and our paper."""
    if digest == standing.publication.printed_digest:
        return "文件里所附的公开数据与原件相同，但文件本身已不是原件：公开以后有人改动过，或用别的软件另存过。"
    return "文件里所附的公开数据与原件不同：数据被改动过。"
