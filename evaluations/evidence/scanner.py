"""The installation's virus scanner: any command that takes a path and answers as clamdscan does."""

import logging
import subprocess
from pathlib import Path

from django.conf import settings

from evaluations.evidence.refusal import InfectedFile, UnacceptableFile

log = logging.getLogger(__name__)
SCANNED_CLEAN, SCANNED_INFECTED = 0, 1


def scan_file(path: Path, name: str) -> None:
    """Raise InfectedFile for what the scanner finds, UnacceptableFile when it does not answer; without a scanner do nothing."""
    if not settings.EVIDENCE_SCANNER:
        return
    answer = ask_scanner([*settings.EVIDENCE_SCANNER, str(path)])
    if answer == SCANNED_INFECTED:
        raise InfectedFile(name, "病毒扫描发现可疑内容", "请先在本机查杀病毒，再重新生成文件上传。")
    if answer != SCANNED_CLEAN:
        raise UnacceptableFile(name, "病毒扫描没有完成", "请过几分钟再传；仍不行的，请联系系统管理员检查扫描程序。")


def ask_scanner(command: list[str]) -> int | None:
    """The scanner's exit code; None when it could not be started or did not end in time."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=settings.EVIDENCE_SCANNER_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        log.exception("evidence: the scanner %s did not answer", command[0])
        return None
    if done.returncode != SCANNED_CLEAN:
        log.warning("evidence: the scanner ended with %s: %s", done.returncode, done.stdout[-500:] + done.stderr[-500:])
    return done.returncode
